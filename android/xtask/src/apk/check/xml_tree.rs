//! Parses compiled XML as `aapt2 dump xmltree` prints it.

use std::collections::BTreeMap;

/// An element and its content.
#[derive(Debug)]
pub(super) struct Element {
    tag: String,
    attributes: BTreeMap<String, String>,
    inside: Vec<Element>,
}

impl Element {
    /// The outermost element, or `None` if the text has another shape.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut open: Vec<(usize, Self)> = Vec::new();
        for line in text.lines() {
            let depth = line.len() - line.trim_start().len();
            let line = line.trim_start();
            if let Some(rest) = line.strip_prefix("E: ") {
                close(&mut open, depth);
                let tag = rest.split(' ').next()?.to_owned();
                open.push((depth, Self { tag, attributes: BTreeMap::new(), inside: Vec::new() }));
            } else if let Some(rest) = line.strip_prefix("A: ") {
                let (name, value) = attribute(rest)?;
                open.last_mut()?.1.attributes.insert(name, value);
            }
        }
        close(&mut open, 0);
        open.pop().map(|(_, element)| element)
    }

    pub(super) fn tag(&self) -> &str {
        &self.tag
    }

    /// An attribute's value by its name without the namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Every element of these names, at any depth.
    pub(super) fn all<'a>(&'a self, tags: &'a [&str]) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        let here = tags.contains(&self.tag.as_str()).then_some(self);
        Box::new(here.into_iter().chain(self.inside.iter().flat_map(|inner| inner.all(tags))))
    }
}

/// Closes the elements that end at this depth.
fn close(open: &mut Vec<(usize, Element)>, depth: usize) {
    while open.len() > 1 && open.last().is_some_and(|(above, _)| *above >= depth) {
        let Some((_, done)) = open.pop() else { return };
        if let Some((_, around)) = open.last_mut() {
            around.inside.push(done);
        }
    }
}

/// `namespace:name(0x0101)=value` or `name="value" (Raw: "value")`.
fn attribute(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=').filter(|(name, _)| !name.contains('"'))?;
    let name = name.split('(').next()?.rsplit(':').next()?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split(' ').next()?,
    };
    Some((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_lie_in_each_other_as_they_are_indented() {
        let text = "N: android=x (line=1)\n  E: a (line=1)\n    A: v=\"1\" (Raw: \"1\")\n      E: b (line=2)\n        A: http://x/y:flag(0x01)=true\n          E: c (line=3)\n      E: b (line=4)\n";
        let tree = Element::parse(text).unwrap();
        assert_eq!((tree.tag(), tree.attribute("v")), ("a", Some("1")));
        assert_eq!(tree.inside.len(), 2);
        assert_eq!(tree.inside[0].attribute("flag"), Some("true"));
        assert_eq!(tree.all(&["b", "c"]).count(), 3);
        assert_eq!(tree.inside[0].all(&["c"]).count(), 1);
    }

    #[test]
    fn nothing_is_no_element() {
        assert!(Element::parse("").is_none());
    }
}
