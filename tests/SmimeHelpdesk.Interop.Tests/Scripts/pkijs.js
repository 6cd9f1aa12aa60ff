// pkijs on WebCrypto. The commands are those of ScriptPeer.cs.
const fs = require('node:fs');
const crypto = require('node:crypto');
const asn1js = require('asn1js');
const pkijs = require('pkijs');
const peculiar = require('@peculiar/webcrypto');
const serve = require('./commands.js');

const DATA = '1.2.840.113549.1.7.1';
const SIGNED = '1.2.840.113549.1.7.2';
const ENVELOPED = '1.2.840.113549.1.7.3';
const OAEP = '1.2.840.113549.1.1.7';
const CIPHERS = { '3des': { name: 'DES-EDE3-CBC', length: 192 }, aes128: { name: 'AES-CBC', length: 128 }, aes256: { name: 'AES-CBC', length: 256 }, aes256gcm: { name: 'AES-GCM', length: 256 } };

// WebCrypto has no RSAES-PKCS1-v1_5; the usual polyfill has.
const engines = {
  node: new pkijs.CryptoEngine({ name: 'node', crypto: crypto.webcrypto }),
  polyfill: new pkijs.CryptoEngine({ name: 'polyfill', crypto: new peculiar.Crypto() }),
};
const use = name => pkijs.setEngine(name, engines[name]);

const buffer = octets => octets.buffer.slice(octets.byteOffset, octets.byteOffset + octets.byteLength);
const read = file => buffer(fs.readFileSync(file));
const keep = (file, octets) => fs.writeFileSync(file, Buffer.from(octets));
const keyType = file => crypto.createPrivateKey(fs.readFileSync(file)).asymmetricKeyType;
const pkcs8 = file => buffer(crypto.createPrivateKey(fs.readFileSync(file)).export({ type: 'pkcs8', format: 'der' }));
const certificate = file => pkijs.Certificate.fromBER(buffer(Buffer.from(fs.readFileSync(file, 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64')));
// Its own limit is 16 MiB.
const parse = file => new pkijs.ContentInfo({ schema: asn1js.fromBER(read(file), { maxContentLength: 1 << 30 }).result });
const wrap = (contentType, content) => new pkijs.ContentInfo({ contentType, content }).toSchema().toBER();

function signingKey(file, padding) {
  const algorithm = { ec: { name: 'ECDSA', namedCurve: 'P-256' }, ed25519: { name: 'Ed25519' } }[keyType(file)]
    ?? { name: padding === 'pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return crypto.webcrypto.subtle.importKey('pkcs8', pkcs8(file), algorithm, false, ['sign']);
}

const attribute = (type, value) => new pkijs.Attribute({ type, values: [value] });

serve({
  version: () => JSON.parse(fs.readFileSync(require.resolve('pkijs').replace(/\/pkijs\/.*/, '/pkijs/package.json'))).version,

  async sign(form, padding, signer, keyFile, chain, contentFile, output) {
    use('node');
    const content = read(contentFile);
    const own = certificate(signer);
    const attributes = [
      attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: DATA })),
      attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: new Date() })),
      attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: await crypto.webcrypto.subtle.digest('SHA-256', content) })),
    ];
    const signed = new pkijs.SignedData({
      version: 1,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: DATA }),
      signerInfos: [new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      })],
      certificates: [own, certificate(chain)],
    });
    if (form === 'opaque') signed.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: content });
    await signed.sign(await signingKey(keyFile, padding), 0, 'SHA-256', form === 'opaque' ? undefined : content);
    keep(output, wrap(SIGNED, signed.toSchema(true)));
  },

  async verify(form, root, cms, file) {
    use('node');
    const signed = new pkijs.SignedData({ schema: parse(cms).content });
    const task = { signer: 0, checkChain: true, trustedCerts: [certificate(root)], extendedMode: true };
    if (form === 'detached') task.data = read(file);
    const result = await signed.verify(task);
    if (!result.signatureVerified || !result.signerCertificateVerified) throw new Error('not verified: ' + result.message);
    if (form === 'opaque') keep(file, signed.encapContentInfo.eContent.getValue());
  },

  async encrypt(cipher, padding, content, output, ...recipients) {
    use(padding === 'oaep' ? 'node' : 'polyfill');
    const enveloped = new pkijs.EnvelopedData();
    for (const file of recipients) {
      const own = certificate(file);
      const isRsa = own.subjectPublicKeyInfo.algorithm.algorithmId === '1.2.840.113549.1.1.1';
      if (!isRsa) use('node');
      enveloped.addRecipientByCertificate(own, isRsa ? { useOAEP: padding === 'oaep', oaepHashAlgorithm: 'SHA-256' } : { kdfAlgorithm: 'SHA-256', kekEncryptionLength: 128 });
    }
    await enveloped.encrypt(CIPHERS[cipher], read(content));
    keep(output, wrap(ENVELOPED, enveloped.toSchema()));
  },

  async decrypt(recipient, keyFile, cms, output) {
    const info = parse(cms);
    if (info.contentType !== ENVELOPED) throw new Error('pkijs has no class for content type ' + info.contentType);
    const enveloped = new pkijs.EnvelopedData({ schema: info.content });
    const own = certificate(recipient);
    const names = entry => entry.value.rid ?? entry.value.recipientEncryptedKeys?.encryptedKeys[0].rid.value;
    const index = enveloped.recipientInfos.findIndex(entry => names(entry)?.serialNumber?.isEqual(own.serialNumber));
    if (index < 0) throw new Error('not for this certificate');
    const wrapping = enveloped.recipientInfos[index].value.keyEncryptionAlgorithm.algorithmId;
    use(keyType(keyFile) === 'rsa' && wrapping !== OAEP ? 'polyfill' : 'node');
    keep(output, await enveloped.decrypt(index, { recipientCertificate: own, recipientPrivateKey: pkcs8(keyFile) }));
  },
});
