// node-forge. The commands are those of ScriptPeer.cs.
const fs = require('node:fs');
const forge = require('node-forge');
const serve = require('./commands.js');

const { oids } = forge.pki;
const CIPHERS = { '3des': oids['des-EDE3-CBC'], aes128: oids['aes128-CBC'], aes256: oids['aes256-CBC'], aes256gcm: '2.16.840.1.101.3.4.1.46' };

const text = file => fs.readFileSync(file, 'utf8');
const binary = file => fs.readFileSync(file).toString('binary');
const keep = (file, octets) => fs.writeFileSync(file, Buffer.from(octets, 'binary'));
const certificate = file => forge.pki.certificateFromPem(text(file));
const key = file => forge.pki.privateKeyFromPem(text(file));
const parse = file => forge.pkcs7.messageFromAsn1(forge.asn1.fromDer(binary(file)));
const der = message => forge.asn1.toDer(message.toAsn1()).getBytes();

serve({
  version: () => require('node-forge/package.json').version,

  sign(form, padding, signer, keyFile, chain, content, output) {
    const signed = forge.pkcs7.createSignedData();
    signed.content = forge.util.createBuffer(binary(content));
    signed.addCertificate(certificate(signer));
    signed.addCertificate(certificate(chain));
    signed.addSigner({
      key: key(keyFile),
      certificate: certificate(signer),
      digestAlgorithm: oids.sha256,
      authenticatedAttributes: [{ type: oids.contentType, value: oids.data }, { type: oids.messageDigest }, { type: oids.signingTime, value: new Date() }],
    });
    signed.sign({ detached: form === 'detached' });
    keep(output, der(signed));
  },

  verify(form, root, cms) {
    parse(cms).verify();
  },

  encrypt(cipher, padding, content, output, ...recipients) {
    const enveloped = forge.pkcs7.createEnvelopedData();
    recipients.forEach(file => enveloped.addRecipient(certificate(file)));
    enveloped.content = forge.util.createBuffer(binary(content));
    enveloped.encrypt(undefined, CIPHERS[cipher]);
    keep(output, der(enveloped));
  },

  decrypt(recipient, keyFile, cms, output) {
    const enveloped = parse(cms);
    enveloped.decrypt(enveloped.findRecipient(certificate(recipient)), key(keyFile));
    keep(output, enveloped.content.getBytes());
  },
});
