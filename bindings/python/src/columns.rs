//! Rows as columns of memory, laid out as Arrow lays them out.

use crate::error::FleetError;

/// Rows of events: phone, time and event. A text column is its offsets, 32 bits each and one more than there are rows,
/// and its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Columns {
    /// Where the name of each phone begins and ends in `phones`.
    pub phone_offsets: Vec<u8>,
    /// The names.
    pub phones: Vec<u8>,
    /// The time of each row in milliseconds, 64 bits each. A row with a negative one sets up its phone.
    pub at_ms: Vec<u8>,
    /// Where each event begins and ends in `events`.
    pub event_offsets: Vec<u8>,
    /// The events, as JSON of the trace format.
    pub events: Vec<u8>,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ColumnRow<'a> {
    pub(crate) phone: &'a str,
    pub(crate) at_ms: i64,
    pub(crate) event: &'a str,
}

impl Columns {
    /// The rows in order.
    pub(crate) fn rows(&self) -> Result<impl Iterator<Item = ColumnRow<'_>>, FleetError> {
        let times = words(&self.at_ms, i64::from_le_bytes);
        let phones = Texts::new("phone", &self.phone_offsets, &self.phones)?;
        let events = Texts::new("event", &self.event_offsets, &self.events)?;
        if [phones.len(), events.len()] != [times.len(); 2] || !self.at_ms.len().is_multiple_of(8) {
            return Err(FleetError::BadColumns("the columns differ in length".to_owned()));
        }
        Ok(times.zip(phones.into_texts()).zip(events.into_texts()).map(|((at_ms, phone), event)| ColumnRow {
            phone,
            at_ms,
            event,
        }))
    }
}

/// Numbers in memory, the least byte first.
fn words<const WIDTH: usize, Word>(
    bytes: &[u8],
    read: fn([u8; WIDTH]) -> Word,
) -> impl ExactSizeIterator<Item = Word> {
    bytes.as_chunks::<WIDTH>().0.iter().map(move |chunk| read(*chunk))
}

/// A column of text, whose offsets are sound.
struct Texts<'a> {
    offsets: &'a [u8],
    text: &'a str,
}

impl<'a> Texts<'a> {
    fn new(name: &str, offsets: &'a [u8], bytes: &'a [u8]) -> Result<Self, FleetError> {
        let fault = |what: &str| FleetError::BadColumns(format!("column {name}: {what}"));
        let text = std::str::from_utf8(bytes).map_err(|_| fault("not UTF-8"))?;
        let mut before = 0;
        for offset in words(offsets, u32::from_le_bytes) {
            if offset < before || !text.is_char_boundary(offset as usize) {
                return Err(fault("an offset leads astray"));
            }
            before = offset;
        }
        if offsets.is_empty() || !offsets.len().is_multiple_of(4) {
            return Err(fault("there is one offset more than there are rows, of 32 bits"));
        }
        Ok(Self { offsets, text })
    }

    fn len(&self) -> usize {
        self.offsets.len() / 4 - 1
    }

    fn into_texts(self) -> impl Iterator<Item = &'a str> {
        let ends = words(&self.offsets[4..], u32::from_le_bytes);
        words(self.offsets, u32::from_le_bytes)
            .zip(ends)
            .map(move |(begin, end)| &self.text[begin as usize..end as usize])
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn columns(rows: &[(&str, i64, &str)]) -> Columns {
        let column = |texts: &mut dyn Iterator<Item = &str>| {
            let mut offsets = 0_u32.to_le_bytes().to_vec();
            let mut bytes = Vec::new();
            for text in texts {
                bytes.extend_from_slice(text.as_bytes());
                offsets.extend_from_slice(&u32::try_from(bytes.len()).unwrap().to_le_bytes());
            }
            (offsets, bytes)
        };
        let (phone_offsets, phones) = column(&mut rows.iter().map(|row| row.0));
        let (event_offsets, events) = column(&mut rows.iter().map(|row| row.2));
        let at_ms = rows.iter().flat_map(|row| row.1.to_le_bytes()).collect();
        Columns { phone_offsets, phones, at_ms, event_offsets, events }
    }

    #[test]
    fn rows_come_out_as_they_were_laid_in() {
        let laid = columns(&[("亲", -1, "{}"), ("", 7, ""), ("p2", i64::MAX, "[1]")]);
        let rows: Vec<_> = laid.rows().unwrap().map(|row| (row.phone, row.at_ms, row.event)).collect();
        assert_eq!(rows, [("亲", -1, "{}"), ("", 7, ""), ("p2", i64::MAX, "[1]")]);
        assert_eq!(columns(&[]).rows().unwrap().count(), 0);
    }

    #[test]
    fn columns_that_do_not_fit_are_refused() {
        let sound = columns(&[("亲", 1, "{}")]);
        let refused = |columns: &Columns| match columns.rows().map(drop) {
            Err(FleetError::BadColumns(what)) => what,
            other => unreachable!("{other:?}"),
        };
        let short = Columns { at_ms: vec![0; 7], ..sound.clone() };
        assert_eq!(refused(&short), "the columns differ in length");
        let cut = Columns { at_ms: vec![0; 9], ..sound.clone() };
        assert_eq!(refused(&cut), "the columns differ in length");
        let halved = Columns { phone_offsets: [[0; 4], [1, 0, 0, 0]].concat(), ..sound.clone() };
        assert_eq!(refused(&halved), "column phone: an offset leads astray");
        let back = Columns { event_offsets: [[2, 0, 0, 0], [0; 4]].concat(), ..sound.clone() };
        assert_eq!(refused(&back), "column event: an offset leads astray");
        let beyond = Columns { event_offsets: [[0; 4], [3, 0, 0, 0]].concat(), ..sound.clone() };
        assert_eq!(refused(&beyond), "column event: an offset leads astray");
        let none = Columns { event_offsets: Vec::new(), ..sound.clone() };
        assert!(refused(&none).contains("one offset more"));
        let not_text = Columns { phones: vec![0xff; 3], ..sound };
        assert_eq!(refused(&not_text), "column phone: not UTF-8");
    }
}
