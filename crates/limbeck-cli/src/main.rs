//! The program `limbeck`.

fn main() {}
