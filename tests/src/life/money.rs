//! Wallets, shops and banks.

use super::phone::{Life, SECOND};

impl Life {
    /// The wallet that is used this time.
    pub(super) fn wallet(&mut self) -> &'static str {
        self.dice.pick(self.persona.market.wallets)
    }

    /// A stall, a bus, a bill: the wallet is open for some seconds.
    pub(super) fn pay(&mut self) {
        let wallet = self.wallet();
        self.open(wallet);
        let length = self.dice.mostly_short(8 * SECOND, 70 * SECOND);
        self.wait(length);
        if self.dice.chance(0.3) {
            self.open(self.persona.market.chat);
            self.pause(10, 90);
        }
        self.rest();
    }

    /// An order in a shop's app, paid with a wallet.
    pub(super) fn shop(&mut self) {
        let shop = self.dice.pick(self.persona.market.shops);
        self.open(shop);
        self.pause(40, 400);
        let wallet = self.wallet();
        self.bring_to_front(wallet);
        self.pause(8, 40);
        self.bring_to_front(shop);
        self.pause(5, 60);
        self.rest();
    }

    /// A look at the balance, or a transfer with a code by text message.
    pub(super) fn visit_bank(&mut self) {
        let bank = self.persona.bank;
        self.open(bank);
        let length = self.dice.mostly_short(25 * SECOND, 240 * SECOND);
        self.wait(length);
        if self.dice.chance(0.35) {
            self.open(self.persona.maker.texts);
            self.pause(5, 20);
            self.open(bank);
            self.pause(10, 80);
        }
        self.rest();
    }
}
