//! Every row of `urls.tsv`: what is read, what is refused and how, what each driver gets.

use limbeck_url::{DatabaseUrl, Driver};

/// A row's verdict: `None` when it holds.
fn check(columns: &[&str]) -> Option<String> {
    match columns {
        ["reads", input, canonical] => match DatabaseUrl::parse(input) {
            Ok(url) if url.reveal().expose() == canonical => None,
            Ok(url) => Some(format!("reads as {}", url.reveal().expose())),
            Err(error) => Some(format!("is refused: {error}")),
        },
        ["error", input, message] => match DatabaseUrl::parse(input) {
            Ok(url) => Some(format!("reads as {}", url.reveal().expose())),
            Err(error) if error.to_string() == *message => None,
            Err(error) => Some(format!("is refused otherwise: {error}")),
        },
        ["for", input, driver, output] => match convert(input, driver) {
            Ok(text) if text == *output => None,
            Ok(text) => Some(format!("becomes {text}")),
            Err(missing) => Some(format!("cannot be written: {missing}")),
        },
        ["cannot", input, driver, names] => match convert(input, driver) {
            Ok(text) => Some(format!("becomes {text}")),
            Err(missing) if missing == *names => None,
            Err(missing) => Some(format!("cannot be written, because of {missing}")),
        },
        _ => Some("is not a row: reads, error, for, cannot".to_owned()),
    }
}

fn convert(input: &str, driver: &str) -> Result<String, String> {
    let url = DatabaseUrl::parse(input).map_err(|error| error.to_string())?;
    let driver: Driver = driver.parse().map_err(|error: limbeck_url::UnknownDriver| error.to_string())?;
    url.for_driver(driver).map(limbeck_url::Secret::into_exposed).map_err(|unsupported| {
        let names: Vec<&str> =
            unsupported.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        if names.is_empty() { "(dialect)".to_owned() } else { names.join(",") }
    })
}

#[test]
fn every_row_holds() {
    let mut failures = Vec::new();
    let mut rows = 0;
    for (number, line) in (1..).zip(include_str!("urls.tsv").lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        rows += 1;
        let columns: Vec<&str> = line.split('\t').collect();
        if let Some(failure) = check(&columns) {
            failures.push(format!("urls.tsv:{number}: {line}\n    {failure}"));
        }
    }
    assert!(failures.is_empty(), "{} of {rows} rows fail:\n{}", failures.len(), failures.join("\n"));
    assert!(rows >= 150, "the table has shrunk to {rows} rows");
}

/// A canonical form is a fixed point, and means what it was made from.
#[test]
fn canonical_forms_are_fixed_points() {
    for line in include_str!("urls.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let ["reads", input, canonical] = columns.as_slice() {
            let url = DatabaseUrl::parse(canonical).unwrap();
            assert_eq!(url.reveal().expose(), canonical, "from {input}");
        }
    }
}

/// Every driver is in the table.
#[test]
fn every_driver_has_rows() {
    for driver in Driver::ALL {
        let found = include_str!("urls.tsv")
            .lines()
            .any(|line| line.starts_with("for\t") && line.split('\t').nth(2) == Some(driver.as_str()));
        assert!(found, "no row shows a URL for {driver}");
    }
}
