extern crate limbeck_models as limbeck;

struct Plain;

fn main() {
    let _ = <Plain as limbeck::Table>::model();
}
