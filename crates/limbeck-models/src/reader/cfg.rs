//! `#[cfg]`: the reader does not compile, so it cannot know which of two variants counts.

use std::collections::BTreeMap;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{AttrStyle, Attribute, Expr, Lit, Meta, Token, token};

/// The conditions that somebody has decided: `feature = "postgres"` → true.
///
/// `test` is false unless it is said to be true: no program that is built to run has it.
#[derive(Clone, Debug, Default)]
pub struct Cfg {
    decided: BTreeMap<String, bool>,
}

/// The attributes that count for the readers.
const OURS: [&str; 12] = [
    "cfg",
    "column",
    "diesel",
    "enumeration",
    "foreign_key",
    "index",
    "max_length",
    "sea_orm",
    "sql_name",
    "table",
    "unique",
    "value",
];

/// The derives that count for the readers.
const DERIVES: [&str; 11] = [
    "DeriveActiveEnum",
    "DeriveColumn",
    "DeriveEntity",
    "DeriveEntityModel",
    "DerivePrimaryKey",
    "DeriveRelation",
    "DeriveValueType",
    "Enum",
    "FromJsonQueryResult",
    "SqlType",
    "Table",
];

impl Cfg {
    /// Conditions as they stand between the parentheses of `#[cfg(…)]`, one blank on each side of `=`.
    #[must_use]
    pub fn new(decided: impl IntoIterator<Item = (String, bool)>) -> Self {
        Self { decided: decided.into_iter().collect() }
    }

    /// Whether a condition holds; `None` where nobody has decided it.
    pub(crate) fn decide(&self, condition: &Meta) -> Option<bool> {
        match condition {
            Meta::Path(path) => {
                let name = path.get_ident()?.to_string();
                self.decided.get(&name).copied().or((name == "test").then_some(false))
            }
            Meta::NameValue(pair) => {
                let Expr::Lit(value) = &pair.value else { return None };
                let Lit::Str(value) = &value.lit else { return None };
                let name = pair.path.get_ident()?;
                self.decided.get(&format!("{name} = \"{}\"", value.value())).copied()
            }
            Meta::List(list) => {
                let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
                let mut parts = parts.iter().map(|part| self.decide(part));
                match list.path.get_ident()?.to_string().as_str() {
                    "not" => parts.next()?.map(|holds| !holds),
                    "all" => parts
                        .try_fold(Some(true), |all, part| match (all, part) {
                            (_, Some(false)) => Err(()),
                            (Some(_), Some(true)) => Ok(all),
                            _ => Ok(None),
                        })
                        .unwrap_or(Some(false)),
                    "any" => parts
                        .try_fold(Some(false), |any, part| match (any, part) {
                            (_, Some(true)) => Err(()),
                            (Some(_), Some(false)) => Ok(any),
                            _ => Ok(None),
                        })
                        .unwrap_or(Some(true)),
                    _ => None,
                }
            }
        }
    }

    /// The attributes of an item with `cfg` and `cfg_attr` decided; `None` if the item is switched off.
    ///
    /// # Errors
    ///
    /// A condition that nobody has decided, on the item itself or on an attribute that the reader reads.
    pub(crate) fn attributes(
        &self,
        attributes: &[Attribute],
        what: &str,
    ) -> syn::Result<Option<Vec<Attribute>>> {
        let mut kept = Vec::new();
        for attribute in attributes {
            if attribute.path().is_ident("cfg") {
                match self.decide(&attribute.parse_args()?) {
                    Some(true) => {}
                    Some(false) => return Ok(None),
                    None => return Err(undecided(attribute, what)),
                }
            } else if attribute.path().is_ident("cfg_attr") {
                let metas = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
                let mut metas = metas.into_iter();
                let condition = metas.next().and_then(|condition| self.decide(&condition));
                let ours: Vec<_> = metas.filter(counts).collect();
                match condition {
                    Some(true) => kept.extend(ours.into_iter().map(attribute_of)),
                    None if !ours.is_empty() => return Err(undecided(attribute, what)),
                    _ => {}
                }
            } else {
                kept.push(attribute.clone());
            }
        }
        Ok(Some(kept))
    }
}

fn counts(meta: &Meta) -> bool {
    let path = meta.path();
    let derives_ours = || {
        let Meta::List(list) = meta else { return false };
        let derives = list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
        derives.is_ok_and(|derives| {
            derives
                .iter()
                .filter_map(|path| path.segments.last())
                .any(|last| DERIVES.iter().any(|name| last.ident == name))
        })
    };
    OURS.iter().any(|word| path.is_ident(word)) || (path.is_ident("derive") && derives_ours())
}

fn attribute_of(meta: Meta) -> Attribute {
    let span = meta.span();
    Attribute {
        pound_token: Token![#](span),
        style: AttrStyle::Outer,
        bracket_token: token::Bracket(span),
        meta,
    }
}

/// The error of a condition that nobody has decided.
pub(crate) fn undecided(attribute: &Attribute, what: &str) -> syn::Error {
    syn::Error::new(
        attribute.span(),
        format!(
            "`#[cfg]` on {what}: sources are read, not compiled, so nobody can say whether it holds\n\
             hint: take the condition away, or move the model into a file that `models` does not name"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_decided_as_far_as_somebody_decided_them() {
        let decided = [("unix".to_owned(), true), ("feature = \"a\"".to_owned(), false)];
        let cfg = Cfg::new(decided);
        for (condition, decision) in [
            ("unix", Some(true)),
            ("windows", None),
            ("test", Some(false)),
            ("feature = \"a\"", Some(false)),
            ("feature = \"b\"", None),
            ("not(unix)", Some(false)),
            ("not(windows)", None),
            ("all(unix, not(test))", Some(true)),
            ("all(windows, test)", Some(false)),
            ("all(windows, unix)", None),
            ("any(windows, unix)", Some(true)),
            ("any(windows, test)", None),
            ("any(feature = \"a\", test)", Some(false)),
            ("all()", Some(true)),
            ("any()", Some(false)),
        ] {
            assert_eq!(cfg.decide(&syn::parse_str(condition).unwrap()), decision, "{condition}");
        }
    }
}
