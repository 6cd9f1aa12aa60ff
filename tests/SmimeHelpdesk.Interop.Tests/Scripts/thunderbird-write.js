// A[0]: JSON of what to write. Its certificates are named by their SHA-1 fingerprints.
const mail = JSON.parse(A[0]);
const database = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
const certificate = name => database.getCerts().find(c => c.sha1Fingerprint.replaceAll(':', '') === name);
const identity = MailServices.accounts.getIdentity('id1');
const own = certificate(mail.own);
for (const use of ['signing', 'encryption']) {
  identity.setUnicharAttribute(use + '_cert_name', own.displayName);
  identity.setUnicharAttribute(use + '_cert_dbkey', own.dbKey);
}

const secure = Cc['@mozilla.org/messengercompose/composesecure;1'].createInstance(Ci.nsIMsgComposeSecure);
secure.signMessage = mail.isSigned;
secure.requireEncryptMessage = mail.recipients.length > 0;
for (const {address, name} of mail.recipients) secure.cacheValidCertForEmail(address, certificate(name).dbKey);

const fields = Cc['@mozilla.org/messengercompose/composefields;1'].createInstance(Ci.nsIMsgCompFields);
fields.from = mail.from;
fields.to = mail.to;
fields.subject = mail.subject;
fields.forcePlainText = true;
fields.composeSecure = secure;
const attachment = Cc['@mozilla.org/messengercompose/attachment;1'].createInstance(Ci.nsIMsgAttachment);
attachment.url = mail.attachment;
attachment.name = mail.attachmentName;
attachment.contentType = 'application/octet-stream';
fields.addAttachment(attachment);

await new Promise((sent, fail) => {
  const listener = {
    QueryInterface: ChromeUtils.generateQI(['nsIMsgSendListener']),
    onStartSending() {}, onSendProgress() {}, onStatus() {}, onGetDraftFolderURI() {}, onTransportSecurityError() {},
    onSendNotPerformed(id, status) { fail(new Error('not sent: ' + status)); },
    onStopSending(id, status, message) { status ? fail(new Error('not sent: 0x' + (status >>> 0).toString(16) + ' ' + message)) : sent(); },
  };
  Cc['@mozilla.org/messengercompose/send;1'].createInstance(Ci.nsIMsgSend)
    .createAndSendMessage(null, identity, 'account2', fields, false, false, Ci.nsIMsgCompDeliverMode.Now, null, 'text/plain', mail.text, null, null, listener, '', '', Ci.nsIMsgCompType.New)
    ?.catch?.(fail);
});
