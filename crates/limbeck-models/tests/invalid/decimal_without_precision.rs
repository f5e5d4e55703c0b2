#[derive(limbeck::Table)]
pub struct Price {
    pub amount: rust_decimal::Decimal,
}
