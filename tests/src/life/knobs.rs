//! How often things happen. Each number says where it comes from; "assumption" means that no source was found and the
//! value was set by hand, rather too high than too low where it makes silence harder.

/// Sessions (screen on to screen off) of plain use a day. Three Android phones logged for a month in 2019 (viz-habits)
/// show 40 to 72 sessions with 88 to 287 changes of the app in front; older people use theirs less. Assumption: 12 to 30.
pub(super) const PLAIN_SESSIONS: (u64, u64) = (12, 30);

/// Wallet payments a day. Mainland payment institutions handled some 3 a day and user in 2023 (central bank report,
/// 1.23 trillion payments); somebody who shops on the market every morning makes more.
pub(super) const PAYMENTS: (u64, u64) = (5, 13);

/// Visits to a bank's own app a week. The viz-habits phones made 5 a week (64 sessions in 88 days).
pub(super) const BANK_WEEK: (u64, u64) = (2, 5);

/// Courier calls a day. 124 parcels a year and head in the mainland in 2024 (State Post Bureau), households share a
/// phone, and not every parcel is announced by a call. Assumption: about one call a day for those who order much.
pub(super) const COURIER_CALLS: f64 = 0.8;

/// Calls by riders of a takeaway or by drivers of a booked car, a day, for those who use them. Assumption.
pub(super) const RIDER_CALLS: f64 = 0.5;

/// Share of courier and rider calls with a payment within ten minutes. Assumption.
pub(super) const PAY_AFTER_COURIER: f64 = 0.2;

/// Sales calls that are answered, a day. In a 2023 newspaper survey (Aoyi, Guangdong) a third got nuisance calls two or
/// three times a week, a fifth up to three times a day; Malaysian phones got 8 a month in 2019 (Truecaller).
pub(super) const SALES_CALLS: f64 = 0.35;

/// Share of sales calls that become a conversation of minutes. Nuisance calls lasted 29 s on average in 2016 (Chubao).
pub(super) const SALES_TALK: f64 = 0.25;

/// Strangers' calls that are missed, stop after one ring or are turned down, a day. One-ring calls were 24 to 43 % of
/// nuisance calls (Chubao 2016, Sogou 2014).
pub(super) const UNANSWERED_CALLS: f64 = 0.6;

/// Share of missed strangers that are called back. Assumption.
pub(super) const CALL_BACK: f64 = 0.25;

/// Calls from shops, clinics, property office, residents' committee, a day. Assumption.
pub(super) const SMALL_BUSINESS_CALLS: f64 = 0.35;

/// Calls from or to a tradesman, or an estate agent while one is looked for, a day. Assumption.
pub(super) const TRADE_CALLS: f64 = 0.12;

/// Calls from and to hotlines (carrier, bank, hospital, maker), a week. Assumption.
pub(super) const HOTLINE_CALLS_WEEK: f64 = 1.2;

/// Overseas or hidden calls that were a mistake or an advert and are ANSWERED, a month. Assumption, on the high side:
/// mainland carriers mark or block most of them.
pub(super) const OVERSEAS_ANSWERED_MONTH: f64 = 3.0;

/// Overseas calls that are not answered, a month. Assumption.
pub(super) const OVERSEAS_MISSED_MONTH: f64 = 3.0;

/// Calls with family and friends a day. Danish students (Copenhagen Networks Study) got 7.5 a month among themselves
/// alone, a floor. Assumption: about one and a half.
pub(super) const CONTACT_CALLS: f64 = 1.5;

/// Voice or video chats in a chat app a day. Assumption.
pub(super) const CHAT_CALLS: f64 = 0.7;

/// Share of strangers' conversations during which a wallet or shop is opened. Assumption.
pub(super) const PAY_IN_CALL: f64 = 0.04;

/// Share of persons who cast to a television, how many evenings a week, and how often a wallet or a bank is opened
/// while they do. Assumptions.
pub(super) const CASTERS: f64 = 0.3;
pub(super) const CAST_EVENINGS_WEEK: (u64, u64) = (2, 6);
pub(super) const WALLET_WHILE_CASTING: f64 = 0.08;
pub(super) const BANK_WHILE_CASTING: f64 = 0.02;

/// Share of persons on whose phone the game mode makes hidden displays, games a day, and how often a wallet is opened
/// in the middle of one. Assumptions.
pub(super) const GAMERS: f64 = 0.3;
pub(super) const GAMES: (u64, u64) = (2, 10);
pub(super) const WALLET_IN_GAME: f64 = 0.02;

/// Share of persons who mirror the phone to a laptop every working day, or to a car's screen most days. Assumptions.
pub(super) const LAPTOP_MIRRORS: f64 = 0.06;
pub(super) const CAR_DISPLAYS: f64 = 0.08;

/// Share of persons who use the maker's screen recorder, about once a week. Assumption.
pub(super) const RECORDERS: f64 = 0.08;

/// Share of persons with an online class or meeting every week, sessions a week, and the share of sessions in which
/// they share their own screen. Assumptions.
pub(super) const PUPILS: f64 = 0.2;
pub(super) const CLASSES_WEEK: (u64, u64) = (1, 3);
pub(super) const SHARE_IN_CLASS: f64 = 0.3;

/// Share of persons still in work who present in meetings. Assumption.
pub(super) const PRESENTERS: f64 = 0.08;

/// Share of months in which a meeting app is installed for a class that was announced: by a chat message, or by an
/// unsaved teacher's call in half of them. Assumption: once in three months.
pub(super) const NEW_CLASS_MONTH: f64 = 0.3;

/// Times a month that a child helps from afar by seeing the screen. Assumption: every other month.
pub(super) const REMOTE_HELP_MONTH: f64 = 0.5;
pub(super) const MONEY_AFTER_HELP: f64 = 0.15;

/// New apps from the store a week, and updates a night. The one viz-habits phone that logged it made 43 updates and one
/// new installation in eight days.
pub(super) const STORE_WEEK: f64 = 1.0;
pub(super) const UPDATES_NIGHT: f64 = 5.0;

/// Files installed from a browser or a chat, a month. Assumption.
pub(super) const SIDELOADS_MONTH: f64 = 0.35;

/// Share of months with a new phone that copies all apps. Assumption: a phone lasts about four years.
pub(super) const MIGRATION_MONTH: f64 = 0.02;

/// Restarts a month. Assumption.
pub(super) const REBOOTS_MONTH: f64 = 2.0;

/// Share of months with a journey abroad. Assumption.
pub(super) const JOURNEY_MONTH: f64 = 0.06;

/// Share of persons with a relative abroad who rings from an unsaved number, calls a week. Assumption.
pub(super) const UNSAVED_RELATIVE: f64 = 0.08;
pub(super) const RELATIVE_CALLS_WEEK: f64 = 0.7;

/// Share of phones that may not read contacts, so that nobody is known. Assumption.
pub(super) const CONTACTS_UNKNOWN: f64 = 0.12;

/// Share of persons with a big-letter home screen that acts as an accessibility service. Assumption.
pub(super) const BIG_LETTERS: f64 = 0.1;

/// Times a month that the guard's process was dead for an hour or more and caught up later. Assumption; makers differ.
pub(super) const PROCESS_DEATHS_MONTH: f64 = 2.0;
