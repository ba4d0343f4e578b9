//! Rows as columns of memory, laid out as Arrow lays them out.

use std::ops::Index;

use crate::error::FleetError;

/// Rows of events: phone, time and event. Most names and events come again and again, so each is there once, and rows
/// have their places, 32 bits each. A column of text is its offsets, 32 bits each and one more than there are texts,
/// and its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Columns {
    /// Where each name begins and ends in `names`.
    pub name_offsets: Vec<u8>,
    /// The names of phones.
    pub names: Vec<u8>,
    /// The phone of each row, by the place of its name.
    pub phones: Vec<u8>,
    /// The time of each row in milliseconds, 64 bits each. A row with a negative one sets up its phone.
    pub at_ms: Vec<u8>,
    /// Where each text begins and ends in `texts`.
    pub text_offsets: Vec<u8>,
    /// What happened, as JSON of the trace format.
    pub texts: Vec<u8>,
    /// The event of each row, by the place of its text.
    pub events: Vec<u8>,
}

/// One row: the places of its phone and of its event, and its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ColumnRow {
    pub(crate) phone: usize,
    pub(crate) at_ms: i64,
    pub(crate) event: usize,
}

/// Columns that fit together.
pub(crate) struct Rows<'a> {
    pub(crate) names: Texts<'a>,
    pub(crate) texts: Texts<'a>,
    phones: &'a [[u8; 4]],
    at_ms: &'a [[u8; 8]],
    events: &'a [[u8; 4]],
}

impl<'a> Rows<'a> {
    pub(crate) fn new(columns: &'a Columns) -> Result<Self, FleetError> {
        let names = Texts::new("phone", &columns.name_offsets, &columns.names)?;
        let texts = Texts::new("event", &columns.text_offsets, &columns.texts)?;
        let phones = places("phone", &columns.phones, names.len())?;
        let events = places("event", &columns.events, texts.len())?;
        match columns.at_ms.as_chunks() {
            (at_ms, []) if [phones.len(), events.len()] == [at_ms.len(); 2] => {
                Ok(Self { names, texts, phones, at_ms, events })
            }
            _ => Err(FleetError::BadColumns("the columns differ in length".to_owned())),
        }
    }

    /// The rows in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ColumnRow> {
        self.phones.iter().zip(self.at_ms).zip(self.events).map(|((phone, at_ms), event)| ColumnRow {
            phone: place(*phone),
            at_ms: i64::from_le_bytes(*at_ms),
            event: place(*event),
        })
    }
}

/// The places of rows among so many texts.
fn places<'a>(name: &str, bytes: &'a [u8], texts: usize) -> Result<&'a [[u8; 4]], FleetError> {
    match bytes.as_chunks() {
        (places, []) if places.iter().all(|bytes| place(*bytes) < texts) => Ok(places),
        _ => Err(fault(name, "a row leads astray")),
    }
}

/// A number of 32 bits, the least byte first.
fn place(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
}

fn fault(name: &str, what: &str) -> FleetError {
    FleetError::BadColumns(format!("column {name}: {what}"))
}

/// A column of text, whose offsets are sound.
pub(crate) struct Texts<'a> {
    offsets: &'a [[u8; 4]],
    text: &'a str,
}

impl<'a> Texts<'a> {
    fn new(name: &str, offsets: &'a [u8], bytes: &'a [u8]) -> Result<Self, FleetError> {
        let text = std::str::from_utf8(bytes).map_err(|_| fault(name, "not UTF-8"))?;
        let (offsets @ [_, ..], []) = offsets.as_chunks() else {
            return Err(fault(name, "there is one offset more than there are texts, of 32 bits"));
        };
        let mut before = 0;
        for offset in offsets.iter().map(|offset| place(*offset)) {
            if offset < before || !text.is_char_boundary(offset) {
                return Err(fault(name, "an offset leads astray"));
            }
            before = offset;
        }
        Ok(Self { offsets, text })
    }

    pub(crate) fn len(&self) -> usize {
        self.offsets.len() - 1
    }
}

impl Index<usize> for Texts<'_> {
    type Output = str;

    fn index(&self, at: usize) -> &str {
        &self.text[place(self.offsets[at])..place(self.offsets[at + 1])]
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn column<'a>(texts: impl Iterator<Item = &'a str>) -> (Vec<u8>, Vec<u8>) {
        let mut offsets = 0_u32.to_le_bytes().to_vec();
        let mut bytes = Vec::new();
        for text in texts {
            bytes.extend_from_slice(text.as_bytes());
            offsets.extend_from_slice(&u32::try_from(bytes.len()).unwrap().to_le_bytes());
        }
        (offsets, bytes)
    }

    /// Each row with texts of its own.
    pub(crate) fn columns(rows: &[(&str, i64, &str)]) -> Columns {
        let (name_offsets, names) = column(rows.iter().map(|row| row.0));
        let (text_offsets, texts) = column(rows.iter().map(|row| row.2));
        let at_ms = rows.iter().flat_map(|row| row.1.to_le_bytes()).collect();
        let places: Vec<u8> = (0_u32..).take(rows.len()).flat_map(u32::to_le_bytes).collect();
        Columns { name_offsets, names, phones: places.clone(), at_ms, text_offsets, texts, events: places }
    }

    #[test]
    fn rows_come_out_as_they_were_laid_in() {
        let wanted = [("亲", -1, "{}"), ("", 7, ""), ("p2", i64::MAX, "[1]")];
        let mut laid = columns(&wanted);
        let read = |laid: &Columns| -> Vec<(String, i64, String)> {
            let rows = Rows::new(laid).unwrap();
            rows.iter()
                .map(|row| (rows.names[row.phone].to_owned(), row.at_ms, rows.texts[row.event].to_owned()))
                .collect()
        };
        let owned = |rows: &[(&str, i64, &str)]| -> Vec<_> {
            rows.iter().map(|row| (row.0.to_owned(), row.1, row.2.to_owned())).collect()
        };
        assert_eq!(read(&laid), owned(&wanted));
        laid.phones = [2_u32, 0, 2].into_iter().flat_map(u32::to_le_bytes).collect();
        assert_eq!(read(&laid), owned(&[("p2", -1, "{}"), ("亲", 7, ""), ("p2", i64::MAX, "[1]")]));
        assert_eq!(read(&columns(&[])), []);
    }

    #[test]
    fn columns_that_do_not_fit_are_refused() {
        let sound = columns(&[("亲", 1, "{}")]);
        let refused = |columns: &Columns| match Rows::new(columns).map(drop) {
            Err(FleetError::BadColumns(what)) => what,
            other => unreachable!("{other:?}"),
        };
        let short = Columns { at_ms: vec![0; 7], ..sound.clone() };
        assert_eq!(refused(&short), "the columns differ in length");
        let cut = Columns { at_ms: vec![0; 9], ..sound.clone() };
        assert_eq!(refused(&cut), "the columns differ in length");
        let halved = Columns { name_offsets: [[0; 4], [1, 0, 0, 0]].concat(), ..sound.clone() };
        assert_eq!(refused(&halved), "column phone: an offset leads astray");
        let back = Columns { text_offsets: [[2, 0, 0, 0], [0; 4]].concat(), ..sound.clone() };
        assert_eq!(refused(&back), "column event: an offset leads astray");
        let beyond = Columns { text_offsets: [[0; 4], [3, 0, 0, 0]].concat(), ..sound.clone() };
        assert_eq!(refused(&beyond), "column event: an offset leads astray");
        let none = Columns { text_offsets: Vec::new(), ..sound.clone() };
        assert!(refused(&none).contains("one offset more"));
        let elsewhere = Columns { events: vec![1, 0, 0, 0], ..sound.clone() };
        assert_eq!(refused(&elsewhere), "column event: a row leads astray");
        let part = Columns { phones: vec![0; 5], ..sound.clone() };
        assert_eq!(refused(&part), "column phone: a row leads astray");
        let not_text = Columns { names: vec![0xff; 3], ..sound };
        assert_eq!(refused(&not_text), "column phone: not UTF-8");
    }
}
