//! A pairing and what is sealed after it, recorded. All that is drawn is fixed, so that a phone must answer with the same
//! bytes: the arithmetic of its own machine code is what is played to.

use kinguard::{
    BootTime, FamilyPairing, FamilyStep, LinkTurn, ParentPairing, ParentStep, SealedAddress, TypedDigits,
    is_acknowledged, link_address, link_answer, link_away, link_caught_up, link_quiet, link_receive,
    link_view, link_wake, open_message, seal_message, seal_void, sentence_fault,
};
use kinguard_family::alert::{AlertKind, Urgency};
use kinguard_family::ask::Ask;
use kinguard_family::effect::Effect;
use kinguard_family::sentence::Sentence;
use kinguard_family::time::{Counter, Incident, MessageId, WallTime};
use kinguard_family::to_family::{Alert, Body};

use crate::Outcome;
use crate::bytes::{answered, answered_question, lowered};
use crate::recording::Recording;

const NOW: BootTime = BootTime { boot: 3, ms: 50_000 };
const AT: WallTime = WallTime(1_780_000_000_000);

impl Recording {
    /// Records a pairing, a danger, its answer and a receipt, and what must be refused.
    pub(crate) fn family(&mut self) -> Outcome {
        let (state, generation, turn) = self.pairing()?;
        let LinkTurn { link, generation: linked, .. } = turn;
        self.looked_up(&link, linked)?;

        let body = Body::Alert(Alert {
            message: MessageId(1),
            kind: AlertKind::Danger,
            urgency: Urgency::Alarm,
            incident: Some(Incident(5)),
            title: "马上打给妈妈".to_owned(),
            text: "她的屏幕被人看着".to_owned(),
            region: Some("CN".to_owned()),
            asks: vec![Ask::Calling, Ask::Say],
        });
        let arguments = [
            lowered(state.clone()),
            generation.to_string(),
            AT.0.to_string(),
            lowered(NOW),
            lowered(body.clone()),
            "0".to_owned(),
            lowered(drawn(7)),
        ];
        let sealed = seal_message(state.clone(), generation, AT, NOW, body, 0, drawn(7))?;
        self.call("func_seal_message", &arguments, &answered(sealed.clone())?);
        let void = seal_void(sealed.state.clone(), sealed.generation, sealed.counter, drawn(8))?;
        let arguments = [
            lowered(sealed.state.clone()),
            sealed.generation.to_string(),
            sealed.counter.0.to_string(),
            lowered(drawn(8)),
        ];
        self.call("func_seal_void", &arguments, &answered(void)?);

        let received = self.received(&link, linked, &sealed.envelope)?;
        let sentence = Sentence::parse("妈，是我，快挂掉")?;
        let arguments = [
            lowered(received.link.clone()),
            received.generation.to_string(),
            sealed.counter.0.to_string(),
            lowered(Ask::Say),
            lowered(Some(sentence.clone())),
            AT.0.to_string(),
            lowered(drawn(10)),
        ];
        let answer = link_answer(
            received.link.clone(),
            received.generation,
            sealed.counter,
            Ask::Say,
            Some(sentence),
            AT,
            drawn(10),
        )?;
        self.call("func_link_answer", &arguments, &answered(answer.clone())?);
        let (mut state, mut generation) = (sealed.state, sealed.generation);
        for text in sent(&received.effects).chain(sent(&answer.effects)) {
            let arguments =
                [lowered(state.clone()), generation.to_string(), lowered(text.clone()), lowered(NOW)];
            let opened = open_message(state.clone(), generation, &text, NOW)?;
            self.call("func_open_message", &arguments, &answered(opened.clone())?);
            (state, generation) = (opened.state, opened.generation);
            // A copy changes nothing.
            let arguments =
                [lowered(state.clone()), generation.to_string(), lowered(text.clone()), lowered(NOW)];
            let refused = open_message(state.clone(), generation, &text, NOW);
            self.call("func_open_message", &arguments, &answered(refused)?);
        }
        let arguments = ["1".to_owned(), "2".to_owned(), "3".to_owned()];
        self.call(
            "func_is_acknowledged",
            &arguments,
            &answered_question(is_acknowledged(Counter(1), Counter(2), 3)),
        );
        for text in ["妈，是我", "打 110", ""] {
            self.call("func_sentence_fault", &[lowered(text.to_owned())], &answered(sentence_fault(text))?);
        }
        Ok(())
    }

    fn pairing(&mut self) -> Outcome<(Vec<u8>, u64, LinkTurn)> {
        let address = SealedAddress {
            server: "https://ntfy.example.com".to_owned(),
            alerts: "alerts".to_owned(),
            answers: "answers".to_owned(),
        };
        let arguments = [lowered(address.clone()), lowered(NOW), lowered(drawn(1))];
        self.call("constructor_parentpairing_new", &arguments, "ok -");
        let parent = ParentPairing::new(address, NOW, drawn(1))?;
        let code = parent.code();
        self.call("method_parentpairing_code", &[], &answered(code.clone())?);
        let refused = FamilyPairing::new("kinguard1:", drawn(2)).map(|_| code.clone());
        let arguments = [lowered("kinguard1:".to_owned()), lowered(drawn(2))];
        self.call("constructor_familypairing_new", &arguments, &answered(refused)?);
        self.call("constructor_familypairing_new", &[lowered(code.clone()), lowered(drawn(3))], "ok -");
        let family = FamilyPairing::new(&code, drawn(3))?;
        self.call("method_familypairing_address", &[], &answered(family.address())?);
        self.call("method_familypairing_claim", &[], &answered(family.claim())?);

        let nonce = self.parent_receives(&parent, &family.claim(), 4)?;
        let key = self.family_receives(&family, &nonce)?;
        let FamilyStep::Reply { text: key } = key else { return Err(format!("{key:?}").into()) };
        let proof = self.parent_receives(&parent, &key, 5)?;
        let shown = self.family_receives(&family, &proof)?;
        let FamilyStep::Show { digits } = shown else { return Err(format!("{shown:?}").into()) };
        self.call("method_parentpairing_awaits_digits", &[], &answered_question(parent.awaits_digits()));
        self.typed(&parent, "12345")?;
        let typed = self.typed(&parent, &digits)?;
        let TypedDigits::Paired { state, generation, envelope } = typed else {
            return Err(format!("{typed:?}").into());
        };
        let paired = self.family_receives(&family, &envelope)?;
        let FamilyStep::Paired { turn } = paired else { return Err(format!("{paired:?}").into()) };
        self.call("method_parentpairing_withdraw", &[], &answered(parent.withdraw())?);
        Ok((state, generation, turn))
    }

    fn parent_receives(&mut self, parent: &ParentPairing, text: &str, draw: u8) -> Outcome<String> {
        let arguments = [lowered(text.to_owned()), lowered(NOW), lowered(drawn(draw))];
        let step = parent.receive(text, NOW, drawn(draw))?;
        self.call("method_parentpairing_receive", &arguments, &answered(step.clone())?);
        match step {
            Some(ParentStep::Reply { text }) => Ok(text),
            other => Err(format!("{other:?}").into()),
        }
    }

    fn family_receives(&mut self, family: &FamilyPairing, text: &str) -> Outcome<FamilyStep> {
        let arguments = [lowered(text.to_owned()), AT.0.to_string()];
        let step = family.receive(text, AT)?;
        self.call("method_familypairing_receive", &arguments, &answered(step.clone())?);
        step.ok_or_else(|| "nothing follows".into())
    }

    fn typed(&mut self, parent: &ParentPairing, digits: &str) -> Outcome<TypedDigits> {
        let arguments = [lowered(digits.to_owned()), lowered(NOW), lowered(drawn(6))];
        let typed = parent.typed(digits, NOW, drawn(6))?;
        self.call("method_parentpairing_typed", &arguments, &answered(typed.clone())?);
        Ok(typed)
    }

    fn looked_up(&mut self, link: &[u8], generation: u64) -> Outcome {
        let arguments = [lowered(link.to_vec()), generation.to_string()];
        let (link, wake) = (link.to_vec(), AT.plus(15 * 3_600_000));
        self.call("func_link_address", &arguments, &answered(link_address(link.clone(), generation)?)?);
        self.call("func_link_view", &arguments, &answered(link_view(link.clone(), generation)?)?);
        self.call("func_link_quiet", &arguments, &answered(link_quiet(link.clone(), generation)?)?);
        self.call("func_link_away", &arguments, &answered(link_away(link.clone(), generation)?)?);
        self.call("func_link_caught_up", &arguments, &answered(link_caught_up(link.clone(), generation)?)?);
        let rolled_back = [arguments[0].clone(), (generation + 1).to_string()];
        self.call("func_link_view", &rolled_back, &answered(link_view(link.clone(), generation + 1))?);
        let [bytes, number] = arguments;
        let arguments = [bytes, number, wake.0.to_string()];
        self.call("func_link_wake", &arguments, &answered(link_wake(link, generation, wake)?)?);
        Ok(())
    }

    fn received(&mut self, link: &[u8], generation: u64, envelope: &str) -> Outcome<LinkTurn> {
        let arguments = [
            lowered(link.to_vec()),
            generation.to_string(),
            lowered(envelope.to_owned()),
            AT.0.to_string(),
            lowered(drawn(9)),
        ];
        let turn = link_receive(link.to_vec(), generation, envelope, AT, drawn(9))?;
        self.call("func_link_receive", &arguments, &answered(turn.clone())?);
        Ok(turn)
    }
}

/// Bytes for one call, other ones for each number.
fn drawn(number: u8) -> Vec<u8> {
    (0..64).map(|at| number.wrapping_mul(67).wrapping_add(at * 3)).collect()
}

fn sent(effects: &[Effect]) -> impl Iterator<Item = String> {
    effects.iter().filter_map(|effect| match effect {
        Effect::Send(text) => Some(text.clone()),
        _ => None,
    })
}
