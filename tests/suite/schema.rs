//! Checks JSON against a JSON Schema (draft 7, <https://json-schema.org/draft-07>), as far as the
//! schemas in `tests/schemas/` go. A keyword that is not known here is a failure, so nothing is
//! passed over.

use serde_json::Value;

/// Everything in which a value is not what the schema wants, each with its place.
pub fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Checker { root: schema }.check(schema, value, "$", &mut found);
    found
}

struct Checker<'a> {
    root: &'a Value,
}

/// Keywords that say nothing about values.
const SILENT: [&str; 7] =
    ["$schema", "$id", "title", "description", "default", "definitions", "format"];

impl Checker<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        let keywords = schema.as_object().expect("a schema is an object");
        if let Some(name) = keywords.get("$ref") {
            let name = name.as_str().expect("a reference is a text");
            let path = name.strip_prefix('#').expect("references stay in the file");
            let other = self.root.pointer(path).expect("what is referred to is there");
            // In draft 7, what stands beside a reference does not count.
            return self.check(other, value, at, found);
        }
        let mut wrong = |is_right: bool, what: &str| {
            if !is_right {
                found.push(format!("{at}: {what}: {value}"));
            }
        };
        for (keyword, wanted) in keywords {
            match keyword.as_str() {
                "type" => wrong(is_type(value, wanted), "type"),
                "enum" => wrong(wanted.as_array().expect("a list").contains(value), "enum"),
                "minimum" => {
                    wrong(value.as_i64() >= wanted.as_i64() || !value.is_number(), keyword)
                }
                "maximum" => {
                    wrong(value.as_i64() <= wanted.as_i64() || !value.is_number(), keyword)
                }
                "minItems" => {
                    let len = value.as_array().map_or(u64::MAX, |items| items.len() as u64);
                    wrong(len >= wanted.as_u64().expect("a number"), keyword);
                }
                "uniqueItems" if wanted == true => {
                    let items = value.as_array().map_or(&[][..], Vec::as_slice);
                    let is_first = |(at, item)| !items[..at].contains(item);
                    wrong(items.iter().enumerate().all(is_first), keyword);
                }
                "required" => {
                    for name in wanted.as_array().expect("a list") {
                        let name = name.as_str().expect("a name");
                        wrong(!value.is_object() || value.get(name).is_some(), name);
                    }
                }
                "pattern" => assert!(!value.is_string(), "{at}: patterns are not known here"),
                "uniqueItems"
                | "properties"
                | "additionalProperties"
                | "items"
                | "anyOf"
                | "oneOf" => {}
                silent => assert!(SILENT.contains(&silent), "{at}: `{silent}` is not known here"),
            }
        }
        self.parts(schema, value, at, found);
    }

    fn parts(&self, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        for (name, inner) in value.as_object().into_iter().flatten() {
            let at = format!("{at}.{name}");
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => found.push(format!("{at}: is not known")),
                (Value::Null, Value::Null | Value::Bool(true)) => {}
                (Value::Null, other) => self.check(other, inner, &at, found),
                (known, _) => self.check(known, inner, &at, found),
            }
        }
        if !schema["items"].is_null() {
            for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                self.check(&schema["items"], item, &format!("{at}[{n}]"), found);
            }
        }
        for (keyword, allowed) in [("anyOf", 1..=usize::MAX), ("oneOf", 1..=1)] {
            let Some(choices) = schema[keyword].as_array() else { continue };
            let fits = |choice: &&Value| {
                let mut inside = Vec::new();
                self.check(choice, value, at, &mut inside);
                inside.is_empty()
            };
            if !allowed.contains(&choices.iter().filter(fits).count()) {
                found.push(format!("{at}: {keyword}: {value}"));
            }
        }
    }
}

fn is_type(value: &Value, wanted: &Value) -> bool {
    match wanted {
        Value::Array(several) => several.iter().any(|one| is_type(value, one)),
        one => match one.as_str().expect("a type has a name") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "null" => value.is_null(),
            other => panic!("the type `{other}` is not known here"),
        },
    }
}
