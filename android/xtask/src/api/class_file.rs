//! Reads as much of a class file as the check needs: names, supertypes, `@TargetApi`, and what each method
//! uses.

use std::collections::HashMap;

/// A compiled class. Names have dots between packages and `$` between nested classes.
#[derive(Debug)]
pub(super) struct ClassFile {
    pub(super) name: String,
    pub(super) supers: Vec<String>,
    /// The level of its `@TargetApi`, or 0.
    pub(super) level: u32,
    pub(super) fields: Vec<String>,
    pub(super) methods: Vec<Method>,
}

/// A method and the names its instructions refer to.
#[derive(Debug)]
pub(super) struct Method {
    pub(super) name: String,
    /// The level of its `@TargetApi`, or 0.
    pub(super) level: u32,
    pub(super) uses: Vec<Use>,
}

/// A class, or a member of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) owner: String,
    pub(super) member: Option<String>,
}

impl ClassFile {
    /// Reads a class file, or returns `None` if it is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        if reader.u4()? != 0xCAFE_BABE {
            return None;
        }
        reader.skip(4)?;
        let pool = Pool::read(&mut reader)?;
        reader.skip(2)?;
        let name = pool.class(reader.u2()?)?;
        let mut supers = Vec::new();
        let parent = reader.u2()?;
        if parent != 0 {
            supers.push(pool.class(parent)?);
        }
        for _ in 0..reader.u2()? {
            supers.push(pool.class(reader.u2()?)?);
        }
        let mut fields = Vec::new();
        for _ in 0..reader.u2()? {
            fields.push(read_member(&mut reader, &pool)?.0);
        }
        let mut coded = Vec::new();
        for _ in 0..reader.u2()? {
            coded.push(read_member(&mut reader, &pool)?);
        }
        let attributes = read_attributes(&mut reader, &pool)?;
        let bootstraps = match attributes.get("BootstrapMethods") {
            Some(bytes) => read_bootstraps(bytes)?,
            None => Vec::new(),
        };
        let mut methods = Vec::new();
        for (name, attributes) in coded {
            let uses = match attributes.get("Code") {
                Some(code) => uses_in(code, &pool, &bootstraps)?,
                None => Vec::new(),
            };
            methods.push(Method { name, level: target_api(&attributes, &pool).unwrap_or(0), uses });
        }
        Some(Self { name, supers, level: target_api(&attributes, &pool).unwrap_or(0), fields, methods })
    }
}

type Attributes<'a> = HashMap<String, &'a [u8]>;

fn read_member<'a>(reader: &mut Reader<'a>, pool: &Pool) -> Option<(String, Attributes<'a>)> {
    reader.skip(2)?;
    let name = pool.text(reader.u2()?)?.to_owned();
    reader.skip(2)?;
    Some((name, read_attributes(reader, pool)?))
}

fn read_attributes<'a>(reader: &mut Reader<'a>, pool: &Pool) -> Option<Attributes<'a>> {
    let mut attributes = HashMap::new();
    for _ in 0..reader.u2()? {
        let name = pool.text(reader.u2()?)?.to_owned();
        let size = reader.u4()? as usize;
        attributes.insert(name, reader.take(size)?);
    }
    Some(attributes)
}

/// The constants that each bootstrap method of an `invokedynamic` is given.
fn read_bootstraps(bytes: &[u8]) -> Option<Vec<Vec<u16>>> {
    let mut reader = Reader { bytes };
    let mut all = Vec::new();
    for _ in 0..reader.u2()? {
        reader.skip(2)?;
        let count = reader.u2()?;
        all.push((0..count).map(|_| reader.u2()).collect::<Option<Vec<_>>>()?);
    }
    Some(all)
}

/// The single number of a `@TargetApi`.
fn target_api(attributes: &Attributes<'_>, pool: &Pool) -> Option<u32> {
    ["RuntimeInvisibleAnnotations", "RuntimeVisibleAnnotations"].iter().find_map(|name| {
        let mut reader = Reader { bytes: attributes.get(*name)? };
        for _ in 0..reader.u2()? {
            if let Some(level) = read_annotation(&mut reader, pool)? {
                return Some(level);
            }
        }
        None
    })
}

/// Skips one annotation. Returns `Some(level)` if it is the one looked for.
fn read_annotation(reader: &mut Reader<'_>, pool: &Pool) -> Option<Option<u32>> {
    let wanted = pool.text(reader.u2()?)? == "Landroid/annotation/TargetApi;";
    let mut level = None;
    for _ in 0..reader.u2()? {
        reader.skip(2)?;
        let number = read_element(reader, pool)?;
        level = level.or(number.filter(|_| wanted));
    }
    Some(level)
}

/// Skips one value of an annotation. Returns `Some(number)` if it is an `int`.
fn read_element(reader: &mut Reader<'_>, pool: &Pool) -> Option<Option<u32>> {
    let mut number = None;
    match reader.u1()? {
        b'I' => number = pool.integer(reader.u2()?),
        b'e' => reader.skip(4)?,
        b'@' => {
            read_annotation(reader, pool)?;
        }
        b'[' => {
            for _ in 0..reader.u2()? {
                read_element(reader, pool)?;
            }
        }
        _ => reader.skip(2)?,
    }
    Some(number)
}

/// Walks the instructions of a `Code` attribute.
fn uses_in(code: &[u8], pool: &Pool, bootstraps: &[Vec<u16>]) -> Option<Vec<Use>> {
    let mut reader = Reader { bytes: code };
    reader.skip(4)?;
    let size = reader.u4()? as usize;
    let code = reader.take(size)?;
    let mut uses = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let operand = || Some(u16::from_be_bytes([*code.get(at + 1)?, *code.get(at + 2)?]));
        match code[at] {
            // ldc of a class; of other constants nothing follows
            18 => uses.extend(pool.named(u16::from(*code.get(at + 1)?))),
            // ldc_w; fields, invocations; new, anewarray, checkcast, instanceof, multianewarray
            19 | 178..=185 | 187 | 189 | 192 | 193 | 197 => uses.extend(pool.named(operand()?)),
            // invokedynamic: a method reference names its method only among the constants given to the bootstrap
            186 => {
                let given = pool.bootstrap(operand()?).and_then(|index| bootstraps.get(index));
                uses.extend(given.into_iter().flatten().filter_map(|index| pool.handle(*index)));
            }
            _ => {}
        }
        at += length_at(code, at)?;
    }
    uses.sort();
    uses.dedup();
    Some(uses)
}

/// The length of the instruction that begins there, by the Java virtual machine's specification.
fn length_at(code: &[u8], at: usize) -> Option<usize> {
    let aligned = (at + 4) & !3;
    let word = |at: usize| Some(i32::from_be_bytes(code.get(at..at + 4)?.try_into().ok()?));
    Some(match code[at] {
        // tableswitch: default, low, high, then one offset each
        170 => {
            let cases = word(aligned + 8)?.checked_sub(word(aligned + 4)?)?.checked_add(1)?;
            aligned + 12 + 4 * usize::try_from(cases).ok()? - at
        }
        // lookupswitch: default, count, then pairs
        171 => aligned + 8 + 8 * usize::try_from(word(aligned + 4)?).ok()? - at,
        // wide: iinc has two operands, the others one
        196 => {
            if *code.get(at + 1)? == 132 {
                6
            } else {
                4
            }
        }
        16 | 18 | 21..=25 | 54..=58 | 169 | 188 => 2,
        17 | 19 | 20 | 132 | 153..=168 | 178..=184 | 187 | 189 | 192 | 193 | 198 | 199 => 3,
        197 => 4,
        185 | 186 | 200 | 201 => 5,
        _ => 1,
    })
}

#[derive(Debug)]
enum Constant {
    Text(String),
    Integer(u32),
    Class(u16),
    Member { class: u16, name_and_type: u16 },
    NameAndType { name: u16 },
    Handle(u16),
    Dynamic { bootstrap: u16 },
    Other,
}

/// The constants of a class, counted from 1.
struct Pool(Vec<Constant>);

impl Pool {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = usize::from(reader.u2()?);
        let mut pool = vec![Constant::Other];
        while pool.len() < count {
            let tag = reader.u1()?;
            pool.push(match tag {
                1 => {
                    let size = usize::from(reader.u2()?);
                    Constant::Text(String::from_utf8_lossy(reader.take(size)?).into_owned())
                }
                3 => Constant::Integer(reader.u4()?),
                7 => Constant::Class(reader.u2()?),
                9..=11 => Constant::Member { class: reader.u2()?, name_and_type: reader.u2()? },
                12 => {
                    let name = reader.u2()?;
                    reader.skip(2)?;
                    Constant::NameAndType { name }
                }
                15 => {
                    reader.skip(1)?;
                    Constant::Handle(reader.u2()?)
                }
                17 | 18 => {
                    let bootstrap = reader.u2()?;
                    reader.skip(2)?;
                    Constant::Dynamic { bootstrap }
                }
                4 => other(reader.skip(4)?),
                5 | 6 => other(reader.skip(8)?),
                8 | 16 | 19 | 20 => other(reader.skip(2)?),
                _ => return None,
            });
            if matches!(tag, 5 | 6) {
                pool.push(Constant::Other); // a long or a double counts twice
            }
        }
        Some(Self(pool))
    }

    fn text(&self, index: u16) -> Option<&str> {
        match self.0.get(usize::from(index))? {
            Constant::Text(text) => Some(text),
            _ => None,
        }
    }

    fn integer(&self, index: u16) -> Option<u32> {
        match self.0.get(usize::from(index))? {
            Constant::Integer(number) => Some(*number),
            _ => None,
        }
    }

    fn class(&self, index: u16) -> Option<String> {
        match self.0.get(usize::from(index))? {
            Constant::Class(name) => {
                let name = self.text(*name)?;
                // an array is what it is made of
                let element = name.trim_start_matches('[');
                let element = match element.strip_prefix('L') {
                    Some(class) if element.len() < name.len() => class.trim_end_matches(';'),
                    _ => element,
                };
                Some(element.replace('/', "."))
            }
            _ => None,
        }
    }

    /// The class or member that a constant stands for, if it stands for one.
    fn named(&self, index: u16) -> Option<Use> {
        match self.0.get(usize::from(index))? {
            Constant::Class(_) => Some(Use { owner: self.class(index)?, member: None }),
            Constant::Member { class, name_and_type } => match self.0.get(usize::from(*name_and_type))? {
                Constant::NameAndType { name } => {
                    Some(Use { owner: self.class(*class)?, member: Some(self.text(*name)?.to_owned()) })
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn handle(&self, index: u16) -> Option<Use> {
        match self.0.get(usize::from(index))? {
            Constant::Handle(member) => self.named(*member),
            _ => None,
        }
    }

    fn bootstrap(&self, index: u16) -> Option<usize> {
        match self.0.get(usize::from(index))? {
            Constant::Dynamic { bootstrap } => Some(usize::from(*bootstrap)),
            _ => None,
        }
    }
}

fn other((): ()) -> Constant {
    Constant::Other
}

/// Big-endian bytes, from the front.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        self.take(count).map(drop)
    }

    fn u1(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn u2(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes(self.take(2)?.try_into().ok()?))
    }

    fn u4(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }
}
