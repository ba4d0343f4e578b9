package app.kinguard.setup.step

import app.kinguard.R

/** The phases of setup, in order: what one is told of the way that is left. */
internal enum class SetupPhase(val title: Int) {
    FAMILY(R.string.setup_phase_family),
    PERMISSIONS(R.string.setup_phase_permissions),
    CONSENT(R.string.setup_phase_consent),
    TRIAL(R.string.setup_trial),
}
