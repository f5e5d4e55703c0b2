// New revision files are compiled in, too.
fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
