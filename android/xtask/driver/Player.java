import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import app.kinguard.core.FamilyException;
import app.kinguard.core.FamilyPairing;
import app.kinguard.core.FfiConverterByteArray;
import app.kinguard.core.FfiConverterOptionalBoolean;
import app.kinguard.core.FfiConverterOptionalString;
import app.kinguard.core.FfiConverterOptionalTypeAppName;
import app.kinguard.core.FfiConverterOptionalTypeEffect;
import app.kinguard.core.FfiConverterOptionalTypeEvent;
import app.kinguard.core.FfiConverterOptionalTypeFamilyStep;
import app.kinguard.core.FfiConverterOptionalTypeParentStep;
import app.kinguard.core.FfiConverterOptionalTypeReason;
import app.kinguard.core.FfiConverterOptionalTypeRecordedTrace;
import app.kinguard.core.FfiConverterOptionalTypeSentence;
import app.kinguard.core.FfiConverterOptionalTypeSentenceFault;
import app.kinguard.core.FfiConverterSequenceTypeNumberingPlan;
import app.kinguard.core.FfiConverterSequenceTypeRegion;
import app.kinguard.core.FfiConverterTypeBootTime;
import app.kinguard.core.FfiConverterTypeCallerFacts;
import app.kinguard.core.FfiConverterTypeEffect;
import app.kinguard.core.FfiConverterTypeEvent;
import app.kinguard.core.FfiConverterTypeFamilyAsk;
import app.kinguard.core.FfiConverterTypeFamilyBody;
import app.kinguard.core.FfiConverterTypeFamilyError;
import app.kinguard.core.FfiConverterTypeGuardError;
import app.kinguard.core.FfiConverterTypeLinkTurn;
import app.kinguard.core.FfiConverterTypeLinkView;
import app.kinguard.core.FfiConverterTypeOpenedMessage;
import app.kinguard.core.FfiConverterTypeReason;
import app.kinguard.core.FfiConverterTypeRecordedTrace;
import app.kinguard.core.FfiConverterTypeResponse;
import app.kinguard.core.FfiConverterTypeRuleId;
import app.kinguard.core.FfiConverterTypeSealedAddress;
import app.kinguard.core.FfiConverterTypeSealedMessage;
import app.kinguard.core.FfiConverterTypeTimeLimits;
import app.kinguard.core.FfiConverterTypeTypedDigits;
import app.kinguard.core.Guard;
import app.kinguard.core.GuardException;
import app.kinguard.core.KinguardKt;
import app.kinguard.core.LinkTurn;
import app.kinguard.core.LinkView;
import app.kinguard.core.OpenedMessage;
import app.kinguard.core.ParentPairing;
import app.kinguard.core.SealedAddress;
import app.kinguard.core.SealedMessage;
import com.sun.jna.NativeLibrary;

/**
 * Plays a recording through the app's own Kotlin classes and JNA, and compares every answer byte for byte.
 *
 * {@code java -cp CLASSES -Djava.library.path=FOLDER -Djna.library.path=FOLDER Player RECORDING [faulty]}
 *
 * <p>The same as player.c, whose comment says what the words mean; but what is called are the classes that the app
 * calls, and if those on the class path went through R8, then its keep rules are proved too.
 */
final class Player {
    /** A line of the recording that is a call. */
    private record Call(int line, String trace, String[] words) {
        ByteBuffer bytes(int word) {
            return ByteBuffer.wrap(raw(word));
        }

        String text(int word) {
            return new String(raw(word), StandardCharsets.UTF_8);
        }

        long number(int word) {
            return Long.parseLong(words[word]);
        }

        /** Bytes that are an argument themselves. */
        byte[] array(int word) {
            return FfiConverterByteArray.INSTANCE.read(bytes(word));
        }

        boolean fails() {
            return words[words.length - 2].equals("error");
        }

        byte[] answer() {
            return raw(words.length - 1);
        }

        private byte[] raw(int word) {
            return words[word].equals("-") ? new byte[0] : HexFormat.of().parseHex(words[word]);
        }
    }

    @SuppressWarnings("serial")
    private static final class Difference extends Exception {
        Difference(Call call, String what) {
            super("line " + call.line + " (" + call.trace + "): " + call.words[0] + " " + what);
        }
    }

    private interface Act {
        void run() throws Throwable;
    }

    private interface Written {
        void into(ByteBuffer buffer);
    }

    public static void main(String[] words) {
        try {
            play(Path.of(words[0]), words.length > 1 && words[1].equals("faulty"));
        } catch (Difference difference) {
            fail(difference.getMessage());
        } catch (Throwable trouble) {
            trouble.printStackTrace();
            fail(cause(trouble).toString());
        }
    }

    /** What lies under it all: a class that cannot be set up is told as itself first. */
    private static Throwable cause(Throwable trouble) {
        return trouble.getCause() == null ? trouble : cause(trouble.getCause());
    }

    private static void fail(String what) {
        System.out.flush();
        System.err.println(what);
        Runtime.getRuntime().halt(1); // other threads may still be playing
    }

    private static void play(Path recording, boolean faulty) throws Throwable {
        // In the app's order: the virtual machine first, which calls JNI_OnLoad, then JNA.
        System.loadLibrary("kinguard");
        KinguardKt.uniffiEnsureInitialized();
        System.out.println("ok: the binding loads the library and agrees with its checksums");

        List<Call> sound = new ArrayList<>();
        List<Call> fault = new ArrayList<>();
        read(recording, sound, fault);
        new Player().playAll(sound);
        System.out.println("ok: " + sound.size() + " calls");
        List<Call> first = sound.stream().filter(call -> call.trace.equals(sound.get(0).trace)).toList();
        Player handedOn = new Player();
        for (Call call : first) {
            onThreads(1, () -> handedOn.play(call));
        }
        System.out.println("ok: the first " + first.size() + " of them, each on a thread of its own");
        onThreads(2, () -> new Player().playAll(sound));
        System.out.println("ok: all of them on 2 threads at once");
        if (faulty) {
            new Player().playAll(fault);
            System.out.println("ok: a panic is an exception, changes nothing, and the guard goes on");
            onThreads(1, () -> new Player().playAll(fault));
            System.out.println("ok: the same on another thread");
        }
        System.out.println("done");
    }

    private static void read(Path recording, List<Call> sound, List<Call> fault) throws Exception {
        List<Call> calls = sound;
        String trace = "";
        int line = 0;
        for (String text : Files.readAllLines(recording)) {
            line++;
            String[] words = text.split(" ");
            switch (words[0]) {
                case "kinguard-recording", "contract", "checksum" -> { }
                case "trace" -> trace = words[1];
                case "fault" -> {
                    calls = fault;
                    trace = "fault";
                }
                default -> calls.add(new Call(line, trace, words));
            }
        }
        if (sound.isEmpty() || fault.isEmpty()) {
            throw new IllegalArgumentException(recording + " is cut short");
        }
    }

    private static void onThreads(int count, Act act) throws Throwable {
        Throwable[] trouble = new Throwable[count];
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            int index = i;
            threads[i] = new Thread(() -> {
                try {
                    act.run();
                } catch (Throwable thrown) {
                    trouble[index] = thrown;
                }
            });
            threads[i].start();
        }
        for (int i = 0; i < count; i++) {
            threads[i].join();
            if (trouble[i] != null) {
                throw trouble[i];
            }
        }
    }

    private Guard guard;
    private ParentPairing parent;
    private FamilyPairing family;

    private void playAll(List<Call> calls) throws Exception {
        for (Call call : calls) {
            try {
                play(call);
            } catch (RuntimeException | Error trouble) {
                throw new Difference(call, "ends with " + cause(trouble));
            }
        }
        close(guard);
        close(parent);
        close(family);
    }

    private void play(Call call) throws Exception {
        try {
            byte[] found = answer(call);
            if (!call.words[0].equals("provoke")) {
                compare(call, found);
            }
        } catch (GuardException thrown) {
            compare(call, thrown, FfiConverterTypeGuardError.INSTANCE.read(call.bytes(call.words.length - 1)));
        } catch (FamilyException thrown) {
            compare(call, thrown, FfiConverterTypeFamilyError.INSTANCE.read(call.bytes(call.words.length - 1)));
        }
    }

    private static void compare(Call call, byte[] found) throws Difference {
        byte[] expected = call.answer();
        int at = Arrays.mismatch(found, expected);
        if (call.fails()) {
            throw new Difference(call, "answers, and should throw");
        } else if (at >= 0 && at < Math.min(found.length, expected.length)) {
            throw new Difference(call, "answers differently from byte %d on: %02x, expected %02x"
                    .formatted(at, found[at], expected[at]));
        } else if (at >= 0) {
            throw new Difference(call, "answers with " + found.length + " bytes, expected " + expected.length);
        }
    }

    /** The bytes hold the message, which an exception that is written again would not. */
    private static void compare(Call call, Exception thrown, Exception expected) throws Difference {
        if (!call.fails()) {
            throw new Difference(call, "throws " + thrown);
        }
        if (!thrown.toString().equals(expected.toString())) {
            throw new Difference(call, "throws " + thrown + ", expected " + expected);
        }
    }

    private byte[] answer(Call call) throws Exception {
        return switch (call.words[0]) {
            case "constructor_guard_new" -> replace(
                    new Guard(call.text(1), FfiConverterSequenceTypeRegion.INSTANCE.read(call.bytes(2))));
            case "constructor_guard_restore" -> replace(Guard.Companion.restore(call.text(1)));
            case "method_guard_observe" -> {
                var event = FfiConverterTypeEvent.INSTANCE.read(call.bytes(3));
                var response = guard.observe(call.number(1), call.number(2), event);
                yield bytes(buffer -> FfiConverterTypeResponse.INSTANCE.write(response, buffer));
            }
            case "method_guard_wake" -> {
                var response = guard.wake(call.number(1));
                yield bytes(buffer -> FfiConverterTypeResponse.INSTANCE.write(response, buffer));
            }
            case "method_guard_snapshot" -> bytes(guard.snapshot());
            case "func_app_name" -> {
                var name = KinguardKt.appName(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalTypeAppName.INSTANCE.write(name, buffer));
            }
            case "func_classify" -> {
                var number = FfiConverterOptionalString.INSTANCE.read(call.bytes(2));
                var facts = KinguardKt.classify(call.text(1), number);
                yield bytes(buffer -> FfiConverterTypeCallerFacts.INSTANCE.write(facts, buffer));
            }
            case "func_rule_id" -> bytes(KinguardKt.ruleId(FfiConverterTypeRuleId.INSTANCE.read(call.bytes(1))));
            case "func_shows_screen" -> bytes(KinguardKt.showsScreen(call.text(1)));
            case "func_holds_money" -> bytes(KinguardKt.holdsMoney(call.text(1)));
            case "func_same_line" -> bytes(KinguardKt.sameLine(call.text(1), call.text(2), call.text(3)));
            case "func_international_number" -> {
                var number = KinguardKt.internationalNumber(call.text(1), call.text(2));
                yield bytes(buffer -> FfiConverterOptionalString.INSTANCE.write(number, buffer));
            }
            case "func_is_mobile" -> {
                var mobile = KinguardKt.isMobile(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalBoolean.INSTANCE.write(mobile, buffer));
            }
            case "func_numbering_plans" -> {
                var plans = KinguardKt.numberingPlans();
                yield bytes(buffer -> FfiConverterSequenceTypeNumberingPlan.INSTANCE.write(plans, buffer));
            }
            case "func_time_limits" -> {
                var limits = KinguardKt.timeLimits();
                yield bytes(buffer -> FfiConverterTypeTimeLimits.INSTANCE.write(limits, buffer));
            }
            case "func_event_to_json" -> bytes(KinguardKt.eventToJson(FfiConverterTypeEvent.INSTANCE.read(call.bytes(1))));
            case "func_event_from_json" -> {
                var event = KinguardKt.eventFromJson(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalTypeEvent.INSTANCE.write(event, buffer));
            }
            case "func_effect_to_json" -> bytes(KinguardKt.effectToJson(FfiConverterTypeEffect.INSTANCE.read(call.bytes(1))));
            case "func_effect_from_json" -> {
                var effect = KinguardKt.effectFromJson(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalTypeEffect.INSTANCE.write(effect, buffer));
            }
            case "func_reason_to_json" -> bytes(KinguardKt.reasonToJson(FfiConverterTypeReason.INSTANCE.read(call.bytes(1))));
            case "func_reason_from_json" -> {
                var reason = KinguardKt.reasonFromJson(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalTypeReason.INSTANCE.write(reason, buffer));
            }
            case "func_trace_to_json" -> bytes(KinguardKt.traceToJson(FfiConverterTypeRecordedTrace.INSTANCE.read(call.bytes(1))));
            case "func_trace_from_json" -> {
                var trace = KinguardKt.traceFromJson(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalTypeRecordedTrace.INSTANCE.write(trace, buffer));
            }
            case "provoke" -> {
                NativeLibrary.getInstance("kinguard").getFunction("kinguard_provoke_panic").invoke(new Object[0]);
                yield new byte[0];
            }
            default -> call.words[0].contains("pairing_") ? pairing(call) : sealed(call);
        };
    }

    private byte[] pairing(Call call) throws Exception {
        return switch (call.words[0]) {
            case "constructor_parentpairing_new" -> {
                var address = FfiConverterTypeSealedAddress.INSTANCE.read(call.bytes(1));
                var made = new ParentPairing(address, FfiConverterTypeBootTime.INSTANCE.read(call.bytes(2)), call.array(3));
                close(parent);
                parent = made;
                yield new byte[0];
            }
            case "method_parentpairing_code" -> bytes(parent.code());
            case "method_parentpairing_awaits_digits" -> bytes(parent.awaitsDigits());
            case "method_parentpairing_receive" -> {
                var now = FfiConverterTypeBootTime.INSTANCE.read(call.bytes(2));
                var step = parent.receive(call.text(1), now, call.array(3));
                yield bytes(buffer -> FfiConverterOptionalTypeParentStep.INSTANCE.write(step, buffer));
            }
            case "method_parentpairing_typed" -> {
                var now = FfiConverterTypeBootTime.INSTANCE.read(call.bytes(2));
                var typed = parent.typed(call.text(1), now, call.array(3));
                yield bytes(buffer -> FfiConverterTypeTypedDigits.INSTANCE.write(typed, buffer));
            }
            case "method_parentpairing_withdraw" -> {
                var text = parent.withdraw();
                yield bytes(buffer -> FfiConverterOptionalString.INSTANCE.write(text, buffer));
            }
            case "constructor_familypairing_new" -> {
                var made = new FamilyPairing(call.text(1), call.array(2));
                close(family);
                family = made;
                yield new byte[0];
            }
            case "method_familypairing_address" -> {
                var address = family.address();
                yield bytes(buffer -> FfiConverterTypeSealedAddress.INSTANCE.write(address, buffer));
            }
            case "method_familypairing_claim" -> bytes(family.claim());
            case "method_familypairing_receive" -> {
                var step = family.receive(call.text(1), call.number(2));
                yield bytes(buffer -> FfiConverterOptionalTypeFamilyStep.INSTANCE.write(step, buffer));
            }
            default -> throw new Difference(call, "is unknown to this player");
        };
    }

    private static byte[] sealed(Call call) throws Exception {
        return switch (call.words[0]) {
            case "func_seal_message" -> written((SealedMessage) invoke(
                    "sealMessage", call.array(1), call.number(2), call.number(3),
                    FfiConverterTypeBootTime.INSTANCE.read(call.bytes(4)),
                    FfiConverterTypeFamilyBody.INSTANCE.read(call.bytes(5)), call.number(6), call.array(7)));
            case "func_seal_void" -> bytes((String) invoke(
                    "sealVoid", call.array(1), call.number(2), call.number(3), call.array(4)));
            case "func_open_message" -> {
                var now = FfiConverterTypeBootTime.INSTANCE.read(call.bytes(4));
                var opened = (OpenedMessage) invoke("openMessage", call.array(1), call.number(2), call.text(3), now);
                yield bytes(buffer -> FfiConverterTypeOpenedMessage.INSTANCE.write(opened, buffer));
            }
            case "func_is_acknowledged" -> bytes((boolean) invoke(
                    "isAcknowledged", call.number(1), call.number(2), call.number(3)));
            case "func_link_receive" -> written((LinkTurn) invoke(
                    "linkReceive", call.array(1), call.number(2), call.text(3), call.number(4), call.array(5)));
            case "func_link_answer" -> written((LinkTurn) invoke(
                    "linkAnswer", call.array(1), call.number(2), call.number(3),
                    FfiConverterTypeFamilyAsk.INSTANCE.read(call.bytes(4)),
                    FfiConverterOptionalTypeSentence.INSTANCE.read(call.bytes(5)), call.number(6), call.array(7)));
            case "func_link_wake" -> written((LinkTurn) invoke(
                    "linkWake", call.array(1), call.number(2), call.number(3)));
            case "func_link_quiet" -> written((LinkTurn) invoke("linkQuiet", call.array(1), call.number(2)));
            case "func_link_away" -> written((LinkTurn) invoke("linkAway", call.array(1), call.number(2)));
            case "func_link_caught_up" -> written((LinkTurn) invoke("linkCaughtUp", call.array(1), call.number(2)));
            case "func_link_view" -> {
                var view = (LinkView) invoke("linkView", call.array(1), call.number(2));
                yield bytes(buffer -> FfiConverterTypeLinkView.INSTANCE.write(view, buffer));
            }
            case "func_link_address" -> {
                var address = (SealedAddress) invoke("linkAddress", call.array(1), call.number(2));
                yield bytes(buffer -> FfiConverterTypeSealedAddress.INSTANCE.write(address, buffer));
            }
            case "func_sentence_fault" -> {
                var fault = KinguardKt.sentenceFault(call.text(1));
                yield bytes(buffer -> FfiConverterOptionalTypeSentenceFault.INSTANCE.write(fault, buffer));
            }
            default -> throw new Difference(call, "is unknown to this player");
        };
    }

    private static byte[] written(SealedMessage message) {
        return bytes(buffer -> FfiConverterTypeSealedMessage.INSTANCE.write(message, buffer));
    }

    private static byte[] written(LinkTurn turn) {
        return bytes(buffer -> FfiConverterTypeLinkTurn.INSTANCE.write(turn, buffer));
    }

    /** Calls a function with unsigned numbers, to whose name Kotlin adds what no Java name can hold. */
    private static Object invoke(String name, Object... arguments) throws Exception {
        for (Method method : KinguardKt.class.getMethods()) {
            if (method.getName().startsWith(name + "-")) {
                try {
                    return method.invoke(null, arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause() instanceof Exception cause ? cause : thrown;
                }
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static void close(AutoCloseable object) throws Exception {
        if (object != null) {
            object.close();
        }
    }

    private byte[] replace(Guard made) throws Exception {
        close(guard);
        guard = made;
        return new byte[0];
    }

    private static byte[] bytes(boolean answer) {
        return new byte[] {(byte) (answer ? 1 : 0)};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Written written) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        written.into(buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
