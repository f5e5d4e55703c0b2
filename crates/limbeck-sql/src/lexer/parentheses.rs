use super::Token;

/// The tokens without parentheses that enclose all of them.
pub(crate) fn without_outer_parentheses<'t, 's>(mut tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    while let [first, inner @ .., last] = tokens {
        if !first.is_symbol("(") || !last.is_symbol(")") || !balanced(inner) {
            break;
        }
        tokens = inner;
    }
    tokens
}

fn balanced(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_i32;
    for token in tokens {
        if token.is_symbol("(") {
            depth += 1;
        } else if token.is_symbol(")") {
            depth -= 1;
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
