//! What kind of value belongs under a key, read from the JSON Schema of the record's kind.

use serde_json::Value;

use crate::records::{KINDS, Kind};

/// What a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Free text.
    Text,
    /// A spelling with rules: an id, an amount.
    Spelt,
    /// A number, or yes or no: `true`, `false`.
    Bare,
    /// A date or a point in time.
    Time,
    /// One of these words.
    Word(Vec<String>),
    /// Several of a shape.
    List(Box<Shape>),
    /// Keys of its own.
    Mapping(Vec<String>),
}

/// Returns the shape of a key of a kind, as `command_plan.why_now`; `None` for a key it does not have.
pub fn shape(kind: &Kind, path: &str) -> Option<Shape> {
    debug_assert!(KINDS.contains(&kind));
    let root = (kind.schema)().to_value();
    let mut here = root.clone();
    for key in path.split('.') {
        here = resolve(&root, here.get("properties")?.get(key)?).clone();
    }
    Some(of(&root, &here))
}

/// Returns every key of a kind that can be set by name, the nested ones with their path.
pub fn settable(kind: &Kind) -> Vec<String> {
    let mut keys = Vec::new();
    for key in kind.keys {
        match shape(kind, key) {
            Some(Shape::Mapping(nested)) => {
                keys.extend(nested.into_iter().map(|inner| format!("{key}.{inner}")));
            }
            Some(Shape::List(inner)) if matches!(*inner, Shape::Mapping(_)) => {}
            Some(_) => keys.push((*key).to_owned()),
            None => {}
        }
    }
    keys
}

fn of(root: &Value, schema: &Value) -> Shape {
    if let Some(words) = words(schema) {
        return Shape::Word(words);
    }
    if let Some(items) = schema.get("items") {
        return Shape::List(Box::new(of(root, resolve(root, items))));
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        return Shape::Mapping(properties.keys().cloned().collect());
    }
    if is_bare(schema) {
        return Shape::Bare;
    }
    match (schema.get("format"), schema.get("pattern")) {
        (Some(_), _) => Shape::Time,
        (None, Some(_)) => Shape::Spelt,
        (None, None) => Shape::Text,
    }
}

/// Returns whether a schema is of numbers or of yes and no, or nothing.
fn is_bare(schema: &Value) -> bool {
    let named = |name: &Value| matches!(name.as_str(), Some("number" | "integer" | "boolean"));
    match schema.get("type") {
        Some(Value::Array(names)) => names.iter().any(named),
        Some(name) => named(name),
        None => false,
    }
}

/// Returns the words of an enumeration, whether its schema lists them together or one by one with descriptions.
fn words(schema: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(listed) = schema.get("enum").and_then(Value::as_array) {
        return Some(listed.iter().filter_map(text).collect());
    }
    let each = schema.get("oneOf")?.as_array()?;
    let words = each.iter().flat_map(|one| {
        let listed = one.get("enum").and_then(Value::as_array).cloned();
        listed
            .into_iter()
            .flatten()
            .chain(one.get("const").cloned())
    });
    Some(words.filter_map(|word| text(&word)).collect())
}

/// Follows a reference, and takes the other half of "this or null".
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let definition = name
            .rsplit('/')
            .next()
            .and_then(|name| root.get("definitions")?.get(name));
        return definition.map_or(schema, |definition| resolve(root, definition));
    }
    for key in ["anyOf", "allOf"] {
        let halves = schema.get(key).and_then(Value::as_array);
        let real = halves.and_then(|halves| {
            halves
                .iter()
                .find(|half| half.get("type").and_then(Value::as_str) != Some("null"))
        });
        if let Some(real) = real {
            return resolve(root, real);
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{account, opportunity, person, request, sow};

    #[test]
    fn shapes_come_from_the_types() {
        assert_eq!(shape(&request::KIND, "customer"), Some(Shape::Text));
        assert_eq!(
            shape(&request::KIND, "command_plan.why_now"),
            Some(Shape::Text)
        );
        assert_eq!(shape(&request::KIND, "command_plan.whynow"), None);
        assert_eq!(shape(&sow::KIND, "troubled_account"), Some(Shape::Bare));
        assert_eq!(shape(&sow::KIND, "price.hours"), Some(Shape::Bare));
        let start = shape(&opportunity::KIND, "tech_eval.start");
        assert_eq!(start, Some(Shape::Time));
        assert_eq!(shape(&opportunity::KIND, "amount"), Some(Shape::Spelt));
        let Some(Shape::Word(statuses)) = shape(&opportunity::KIND, "tech_eval.status") else {
            panic!("the status is one of its words");
        };
        assert_eq!(statuses.len(), opportunity::CloseStatus::ALL.len());
        let Some(Shape::Word(segments)) = shape(&account::KIND, "segment") else {
            panic!("segment is one of its words");
        };
        assert!(segments.contains(&"mid-market".to_owned()));
        assert_eq!(
            shape(&account::KIND, "aliases"),
            Some(Shape::List(Box::new(Shape::Text)))
        );
        let Some(Shape::List(roles)) = shape(&person::KIND, "roles") else {
            panic!("roles is a list");
        };
        assert!(matches!(*roles, Shape::Word(words) if words.contains(&"sa".to_owned())));
    }

    #[test]
    fn every_key_in_the_order_of_a_kind_is_one_of_its_type_and_the_other_way_round() {
        for kind in KINDS {
            let schema = (kind.schema)().to_value();
            let mut typed: Vec<&str> = schema["properties"]
                .as_object()
                .expect("a record is a mapping")
                .keys()
                .map(String::as_str)
                .collect();
            let mut listed = kind.keys.to_vec();
            typed.sort_unstable();
            listed.sort_unstable();
            assert_eq!(typed, listed, "{}", kind.name);
        }
        assert!(settable(&request::KIND).contains(&"meeting.goal".to_owned()));
        assert!(!settable(&request::KIND).contains(&"history".to_owned()));
    }
}
