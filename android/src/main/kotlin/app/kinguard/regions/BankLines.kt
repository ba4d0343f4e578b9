package app.kinguard.regions

/**
 * Returns the customer line of a bank or wallet, which can stop a payment and freeze an account, by the id of its app.
 * Null if none is known, or the SIM is from elsewhere, where the short numbers do not connect.
 *
 * The lines of the mainland's banks are from public lists that agree with each other, such as payment pages that print
 * each bank's line; no page of a bank's own was found. 95188 and 95017 stand in fewer of them. Those of Hong Kong are
 * from the list of the Hong Kong Association of Banks for checking who calls
 * (hkab.org.hk/en/useful-information/smart-consumer); whether each answers at all hours was not checked. All were read
 * in November 2026 and may be some years older. The number on the back of the card counts more than any list.
 */
fun bankLine(app: String, region: String): String? = bankLines(region)[app]

/** Returns all lines of a region by the ids of the apps. */
fun bankLines(region: String): Map<String, String> = LINES[region.uppercase()].orEmpty()

private val MAINLAND =
    mapOf(
        "com.icbc" to "95588",
        "com.icbc.elife" to "95588",
        "com.icbc.im" to "95588",
        "com.chinamworld.main" to "95533",
        "com.ccb.longjiLife" to "95533",
        "com.android.bankabc" to "95599",
        "com.chinamworld.bocmbci" to "95566",
        "com.chinamworld.electronicpayment" to "95566",
        "com.forms" to "95566",
        "com.bankcomm" to "95559",
        "com.bankcomm.Bankcomm" to "95559",
        "com.bankcomm.maidanba" to "95559",
        "com.yitong.mbank.psbc" to "95580",
        "cmb.pb" to "95555",
        "com.cmbchina.ccd.pluto.cmbActivity" to "95555",
        "cn.com.cmbc.newmbank" to "95568",
        "com.cmbc.cc.mbank" to "95568",
        "cn.com.spdb.mobilebank.per" to "95528",
        "com.spdbccc.app" to "95528",
        "com.cib.cibmb" to "95561",
        "com.cib.xyk" to "95561",
        "com.ecitic.bank.mobile" to "95558",
        "com.citiccard.mobilebank" to "95558",
        "com.cebbank.mobile.cemb" to "95595",
        "com.ebank.creditcard" to "95595",
        "com.hxb.mobile.client" to "95577",
        "com.HuaXiaBank.HuaCard" to "95577",
        "com.cgbchina.xpt" to "95508",
        "com.cs_credit_bank" to "95508",
        "com.pingan.paces.ccms" to "95511",
        "com.eg.android.AlipayGphone" to "95188",
        "com.tencent.mm" to "95017",
    )

private val HONG_KONG =
    mapOf(
        "hk.com.hsbc.hsbchkmobilebanking" to "22333000",
        "com.hangseng.rbmobile" to "28220228",
        "com.bochk.app.aos" to "39882388",
        "com.mtel.androidbea" to "22111333",
        "com.scb.breezebanking.hk" to "28868868",
        "com.icbc.icbcasia" to "21895588",
        "com.wlb.android" to "23095555",
        "com.mox.app" to "28888228",
        "com.livibank.hk" to "29292998",
        "com.alipay.antbank.hk.portal" to "23250303",
        "com.airstarbank.mobilebanking" to "37181818",
    )

/** Returns every hotline that the app may offer to call, by region: of the police, for fraud, of ambulances and banks. */
fun allHotlines(): Map<String, Set<String>> = HOTLINES

private val HOTLINES by lazy {
    listOf("CN", "HK", "MO", "TW", "SG", "MY").associateWith { region ->
        val help = Helplines.of(region)
        setOfNotNull(help?.police, help?.advice, ambulanceIn(region)) + bankLines(region).values
    }
}

internal val LINES = mapOf("CN" to MAINLAND, "HK" to HONG_KONG)
