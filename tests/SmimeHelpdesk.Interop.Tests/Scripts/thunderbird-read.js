// A[0]: the mail, base64. A[1]: 'signed' to wait for the state of a signature. A[2]: how long to wait, in milliseconds.
const patience = Number(A[2]);
const folder = await testFolder();
const uri = folder.getUriForMsg(folder.addMessage('From - Thu Jan  1 00:00:00 2026\r\n' + atob(A[0])));
const tabmail = main().document.getElementById('tabmail');
const tab = tabmail.openTab('mailMessageTab', {messageURI: uri, background: false});
const view = () => tab.chromeBrowser?.contentWindow;
await until(patience, () => view()?.document.readyState === 'complete' && view().msgLoaded);
const w = view();
await until(patience, () => w.gSmimeProcessedDispatched);
// A large signed mail is shown before its digest is done.
if (A[1] === 'signed') await until(patience, () => (w.gSignatureStatus ?? -1) !== -1);
const attachments = [];
for (const attachment of w.currentAttachments || []) attachments.push({name: attachment.name, octets: await octets(attachment.url)});
const shown = {
  signature: w.gSignatureStatus ?? -1,
  encryption: w.gEncryptionStatus ?? -1,
  subject: w.currentHeaderData?.subject?.headerValue ?? null,
  text: w.getMessagePaneBrowser()?.contentDocument?.body?.textContent ?? null,
  attachments,
};
tabmail.closeTab(tab);
return shown;
