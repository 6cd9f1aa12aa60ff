const {setTimeout} = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
const {MailServices} = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');

async function until(milliseconds, test) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const value = test();
    if (value) return value;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return null;
}

function main() {
  return Services.wm.getMostRecentWindow('mail:3pane');
}

async function testFolder() {
  const root = MailServices.accounts.localFoldersServer.rootFolder;
  const find = () => { try { return root.getChildNamed('Tests'); } catch (e) { return null; } };
  if (!find()) root.createSubfolder('Tests', null);
  return (await until(5000, find)).QueryInterface(Ci.nsIMsgLocalMailFolder);
}

// An attachment as the user would save it, base64.
function octets(url) {
  const {NetUtil} = ChromeUtils.importESModule('resource://gre/modules/NetUtil.sys.mjs');
  const channel = NetUtil.newChannel({uri: url, loadUsingSystemPrincipal: true});
  return new Promise((done, fail) => NetUtil.asyncFetch(channel, (stream, status) => {
    if (!Components.isSuccessCode(status)) { fail(new Error('attachment: 0x' + (status >>> 0).toString(16))); return; }
    const size = stream.available();
    done(btoa(size ? NetUtil.readInputStreamToString(stream, size) : ''));
  }));
}
