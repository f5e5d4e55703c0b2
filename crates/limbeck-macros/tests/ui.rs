//! What the compiler says about models that are wrong, and about a folder whose revisions do not fit together.

#[test]
fn mistakes_are_compile_errors_at_their_place() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
