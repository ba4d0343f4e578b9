//! One pairing, with every value between the messages.

use serde_json::json;
use x25519_dalek::{PublicKey, StaticSecret};

use super::{Drawn, address, hex, hold, spoken};
use crate::ending::Ending;
use crate::message::Message;
use crate::random::draw;
use crate::schedule::{Agreed, CodeKeys};
use crate::transcript;

#[test]
fn a_pairing_is_as_committed() {
    let spoken = spoken();
    let (mut parents, mut familys) = (Drawn("parent", 0), Drawn("family", 0));
    let parent_private: [u8; 32] = draw(&mut parents);
    let secret: [u8; 16] = draw(&mut parents);
    let nonce: [u8; 32] = draw(&mut parents);
    let first_nonce: [u8; 24] = draw(&mut parents);
    let family_private: [u8; 32] = draw(&mut familys);
    let family_key = PublicKey::from(&StaticSecret::from(family_private)).to_bytes();

    let code = spoken.parent.code();
    let keys = CodeKeys::of(&code.secret, &code.transcript());
    let commitment = transcript::commitment(&code.transcript(), &family_key);
    let claimed = transcript::of_claim(&code.transcript(), &commitment);
    let challenged = transcript::of_nonce(&claimed, &nonce);
    let whole = transcript::of_key(&challenged, &family_key);
    let shared = StaticSecret::from(family_private).diffie_hellman(&code.parent_key);
    let agreed = Agreed::of(&code.secret, &shared, &whole);
    let ended = [Ending::SecondClaim, Ending::Expired, Ending::WrongDigits, Ending::Withdrawn]
        .map(|ending| Message::Ended { ending, tag: keys.ended_tag(&code.transcript(), ending) });
    assert_eq!(code.secret.bytes(), &secret);

    let address = address();
    hold(
        "pairing.json",
        &json!({
            "drawn": {
                "parent_private_key": hex(&parent_private),
                "secret": hex(&secret),
                "nonce": hex(&nonce),
                "family_private_key": hex(&family_private),
                "first_envelope_nonce": hex(&first_nonce),
            },
            "address": {
                "server": address.server().as_str(),
                "alerts": "kgaAlertTopic01",
                "answers": "kgrReplyTopic01",
            },
            "code": {
                "parent_public_key": hex(code.parent_key.as_bytes()),
                "bytes": hex(&code.to_bytes()),
                "text": *code.text(),
                "transcript": hex(&code.transcript()),
                "claim_tag_key": hex(keys.claim.bytes()),
                "nonce_tag_key": hex(keys.nonce.bytes()),
                "ended_tag_key": hex(keys.ended.bytes()),
            },
            "claim": {
                "family_public_key": hex(&family_key),
                "commitment": hex(&commitment),
                "transcript": hex(&claimed),
                "message": hex(&spoken.claim),
            },
            "nonce": { "transcript": hex(&challenged), "message": hex(&spoken.nonce) },
            "key": {
                "transcript": hex(&whole),
                "shared_secret": hex(shared.as_bytes()),
                "family_proof_key": hex(agreed.family_proof.bytes()),
                "message": hex(&spoken.key),
            },
            "proof": {
                "parent_proof_key": hex(agreed.parent_proof.bytes()),
                "message": hex(&spoken.proof),
            },
            "agreed": {
                "to_family": { "id": hex(&agreed.to_family.id), "key": hex(agreed.to_family.key.bytes()) },
                "to_parent": { "id": hex(&agreed.to_parent.id), "key": hex(agreed.to_parent.key.bytes()) },
                "digits": spoken.digits.text(),
            },
            "first_envelope": hex(&spoken.first),
            "ended": ended.map(|message| hex(&message.to_bytes())),
        }),
    );
}
