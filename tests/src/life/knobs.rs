//! The frequencies of things that happen. Each number says where it comes from; "assumption" means that no source was found and the
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

/// Share of helps with a tool of its own that find it on the phone from the time before. Assumption: a tool is installed
/// once, and a new phone or a new tool is rare.
pub(super) const TOOL_IS_THERE: f64 = 0.7;

/// New apps from the store a week, and updates a night. The one viz-habits phone that logged it made 43 updates and one
/// new installation in eight days.
pub(super) const STORE_WEEK: f64 = 1.0;
pub(super) const UPDATES_NIGHT: f64 = 5.0;

/// Files installed from a browser or a chat, a month. Assumption.
pub(super) const SIDELOADS_MONTH: f64 = 0.35;

/// Share of months with a new phone: one that copies all apps at home, and one that a shop fills at once, after a
/// clerk's call in half of the cases. Assumption: a phone lasts about four years.
pub(super) const MIGRATION_MONTH: f64 = 0.013;
pub(super) const SHOP_SETS_UP_MONTH: f64 = 0.008;

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

/// Share of calls with contacts whose other side is one of the family's numbers. Assumption: children ring most.
pub(super) const FAMILY_CALLS: f64 = 0.4;

/// Share of chat calls of which the phone can tell that family is at the other side. Assumption: few makers name the
/// account, and the guard reads it from nowhere else.
pub(super) const FAMILY_CHAT_KNOWN: f64 = 0.3;

/// Video calls with grandchildren in which the screen is shared, a month. Assumption: MeeTime and FaceTime offer it
/// with one button, yet nearly all calls only show faces: once in ten months.
pub(super) const VIDEO_SHARES_MONTH: f64 = 0.1;

/// Share of a child's helps from afar in which texts, or the bank, are looked at together. Assumptions: a forgotten
/// password is now and then a reason to ask for help: one of fifty.
pub(super) const TEXTS_IN_HELP: f64 = 0.02;
pub(super) const BANK_IN_HELP: f64 = 0.02;

/// Share of shows in a class or meeting in which a text message is looked at. Assumption.
pub(super) const TEXTS_WHILE_SHOWING: f64 = 0.05;

/// Share of courier calls in which a pick-up code is read out of a text. Assumption: most codes are read at the shelf,
/// without a call.
pub(super) const PICK_UP_CODE: f64 = 0.1;

/// Share of the hotlines that a person dialled during whose talk a text (a service password), the bank, or the
/// accessibility page (bigger letters, a hearing aid) is opened. Assumptions.
pub(super) const TEXTS_IN_HOTLINE: f64 = 0.08;
pub(super) const BANK_IN_HOTLINE: f64 = 0.06;
pub(super) const PAGE_IN_HOTLINE: f64 = 0.01;

/// Share of contacts' knocking calls, while another call goes on, that are tried twice more at once. Assumption.
pub(super) const KNOCKS_AGAIN: f64 = 0.3;

/// Share of persons with an ad skipper, an accessibility service, from earlier, and of months in which one is installed
/// from a page. Assumption: rare at this age, a grandchild brings it.
pub(super) const AD_SKIPPERS: f64 = 0.04;
pub(super) const AD_SKIPPER_MONTH: f64 = 0.01;

/// Share of months in which the screen reader that came with the phone is switched on. A tenth of those over 65 see
/// badly, and few of them learn to use it. Assumption: once in eight years.
pub(super) const SCREEN_READER_MONTH: f64 = 0.01;

/// Share of months in which the companion app of a new watch or band is installed and given control of the phone.
/// Assumption: a band lasts three years, and not everybody has one.
pub(super) const WATCH_MONTH: f64 = 0.01;

/// Share of persons who read captions of their calls by an app that captures, and share of their longer calls with it.
/// A third of those over 65 hear badly (WHO), but most who do turn the volume up. Assumption.
pub(super) const CAPTION_READERS: f64 = 0.015;
pub(super) const CAPTIONED: f64 = 0.5;

/// Share of months with an insurer's sale that must be recorded (mainland rule of 2017 for those over 60), and the
/// share of those made by telephone. Assumption: one policy in eight years.
pub(super) const INSURER_SALE_MONTH: f64 = 0.01;
pub(super) const SALE_BY_TELEPHONE: f64 = 0.4;

/// Share of drives with the car's display in which parking, toll or fuel is paid before the display is gone. Assumption.
pub(super) const PAY_WHILE_DRIVING: f64 = 0.15;

/// Flights at home, a month. 0.7 billion passengers in the mainland in 2024 (aviation authority), older people less:
/// assumption, once in ten months. Aeroplane mode is opened before boarding and after landing.
pub(super) const FLIGHTS_MONTH: f64 = 0.1;

/// Visits to settings pages that could switch protection off (bigger letters, this app's own page looked at by a
/// child), and to those that give other apps power (drawing over others for a ride app), a month. Assumptions.
pub(super) const PROTECTION_PAGES_MONTH: f64 = 0.4;
pub(super) const POWER_PAGES_MONTH: f64 = 0.15;

/// Share of installs from a browser before which the page of unknown sources is opened: the first time only.
/// Assumption.
pub(super) const UNKNOWN_SOURCES_PAGE: f64 = 0.6;

/// Share of persons who switch near-field communication on and off for a transport card, times a week; the others
/// leave it as it is. Assumption.
pub(super) const NFC_SWITCHERS: f64 = 0.12;
pub(super) const NFC_WEEK: f64 = 3.0;

/// Share of months with a door-card app from the property office's page. Assumption: some new estates.
pub(super) const DOOR_CARD_MONTH: f64 = 0.005;

/// Share of months in which calls are diverted, and the share of those that are set up by ringing the carrier.
/// Assumption: a hospital stay, a holiday, a lost second phone.
pub(super) const FORWARDING_MONTH: f64 = 0.015;
pub(super) const FORWARDING_BY_CARRIER: f64 = 0.5;

/// Share of phones whose guard tells what an app is and declares, which calls are the family's, and where it roams:
/// older releases of the guard do not. Assumption.
pub(super) const TELLS_APP_FACTS: f64 = 0.85;
pub(super) const TELLS_FAMILY: f64 = 0.85;
pub(super) const TELLS_ROAMING: f64 = 0.8;
