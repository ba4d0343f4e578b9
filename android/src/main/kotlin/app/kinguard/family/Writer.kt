package app.kinguard.family

class Writer : Postman.PostWriter {
    override fun write(delivery: Delivery, nowMs: Long) =
        Post("kg-${delivery.id}", delivery.contact, delivery.message.kind, "", delivery.message.kind.name, emptyList())
}
