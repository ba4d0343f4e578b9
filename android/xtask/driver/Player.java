import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import app.kinguard.core.FfiConverterOptionalBoolean;
import app.kinguard.core.FfiConverterOptionalString;
import app.kinguard.core.FfiConverterOptionalTypeAppName;
import app.kinguard.core.FfiConverterOptionalTypeEffect;
import app.kinguard.core.FfiConverterOptionalTypeEvent;
import app.kinguard.core.FfiConverterOptionalTypeReason;
import app.kinguard.core.FfiConverterOptionalTypeRecordedTrace;
import app.kinguard.core.FfiConverterSequenceTypeNumberingPlan;
import app.kinguard.core.FfiConverterSequenceTypeRegion;
import app.kinguard.core.FfiConverterTypeCallerFacts;
import app.kinguard.core.FfiConverterTypeEffect;
import app.kinguard.core.FfiConverterTypeEvent;
import app.kinguard.core.FfiConverterTypeGuardError;
import app.kinguard.core.FfiConverterTypeReason;
import app.kinguard.core.FfiConverterTypeRecordedTrace;
import app.kinguard.core.FfiConverterTypeResponse;
import app.kinguard.core.FfiConverterTypeRuleId;
import app.kinguard.core.FfiConverterTypeTimeLimits;
import app.kinguard.core.Guard;
import app.kinguard.core.GuardException;
import app.kinguard.core.KinguardKt;
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

        long moment(int word) {
            return Long.parseLong(words[word]);
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

    private void playAll(List<Call> calls) throws Exception {
        for (Call call : calls) {
            try {
                play(call);
            } catch (RuntimeException | Error trouble) {
                throw new Difference(call, "ends with " + cause(trouble));
            }
        }
        guard.close();
    }

    private void play(Call call) throws Exception {
        try {
            byte[] found = answer(call);
            if (!call.words[0].equals("provoke")) {
                compare(call, found);
            }
        } catch (GuardException thrown) {
            compare(call, thrown);
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

    private static void compare(Call call, GuardException thrown) throws Difference {
        if (!call.fails()) {
            throw new Difference(call, "throws " + thrown);
        }
        // The bytes hold the message, which an exception that is written again would not.
        String expected = FfiConverterTypeGuardError.INSTANCE.read(call.bytes(call.words.length - 1)).toString();
        if (!thrown.toString().equals(expected)) {
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
                var response = guard.observe(call.moment(1), call.moment(2), event);
                yield bytes(buffer -> FfiConverterTypeResponse.INSTANCE.write(response, buffer));
            }
            case "method_guard_wake" -> {
                var response = guard.wake(call.moment(1));
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
            default -> throw new Difference(call, "is unknown to this player");
        };
    }

    private byte[] replace(Guard made) {
        if (guard != null) {
            guard.close();
        }
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
