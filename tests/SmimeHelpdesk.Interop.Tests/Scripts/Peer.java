// BouncyCastle for Java. The commands are those of ScriptPeer.cs.

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

public class Peer {
    private static final String BC = "BC";

    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String answer;
            try {
                answer = "ok " + run(line.split("\t"));
            } catch (Exception e) {
                answer = "no " + e;
            }
            System.out.println(answer.replace('\n', ' '));
        }
    }

    private static String run(String[] w) throws Exception {
        switch (w[0]) {
            case "version": return Security.getProvider(BC).getInfo().replaceAll("[^0-9]*([0-9.]+).*", "$1");
            case "sign": write(w[7], sign(w[1].equals("opaque"), w[2].equals("pss"), certificate(w[3]), key(w[4]), certificate(w[5]), read(w[6]))); return "";
            case "verify": verify(w[1].equals("opaque"), certificate(w[2]), w[3], w[4]); return "";
            case "encrypt": write(w[4], encrypt(w[1], w[2].equals("oaep"), read(w[3]), Arrays.asList(w).subList(5, w.length))); return "";
            case "decrypt": write(w[4], decrypt(certificate(w[1]), key(w[2]), read(w[3]))); return "";
            default: throw new IllegalArgumentException(w[0]);
        }
    }

    private static byte[] sign(boolean opaque, boolean pss, X509Certificate signer, PrivateKey key, X509Certificate chain, byte[] content) throws Exception {
        String kind = signer.getPublicKey().getAlgorithm();
        String algorithm = kind.startsWith("Ed") ? "Ed25519" : kind.startsWith("EC") ? "SHA256withECDSA" : pss ? "SHA256withRSAandMGF1" : "SHA256withRSA";
        SMIMECapabilityVector capabilities = new SMIMECapabilityVector();
        capabilities.addCapability(SMIMECapability.aES256_CBC);
        capabilities.addCapability(SMIMECapability.aES128_CBC);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new SMIMECapabilitiesAttribute(capabilities));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder().setProvider(BC)
            .setSignedAttributeGenerator(new AttributeTable(attributes)).build(algorithm, key, signer));
        generator.addCertificates(new JcaCertStore(List.of(signer, chain)));
        return generator.generate(new CMSProcessableByteArray(content), opaque).getEncoded();
    }

    private static void verify(boolean opaque, X509Certificate root, String cms, String file) throws Exception {
        CMSSignedData signed = opaque ? new CMSSignedData(read(cms)) : new CMSSignedData(new CMSProcessableByteArray(read(file)), read(cms));
        if (signed.getSignerInfos().size() != 1) throw new Exception("signers: " + signed.getSignerInfos().size());
        List<X509Certificate> known = new ArrayList<>();
        for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) known.add(convert(holder));
        for (SignerInformation signer : signed.getSignerInfos()) {
            X509Certificate certificate = convert((X509CertificateHolder) signed.getCertificates().getMatches(signer.getSID()).iterator().next());
            if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(certificate))) throw new Exception("the signature is wrong");
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(certificate);
            PKIXBuilderParameters path = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
            path.setRevocationEnabled(false);
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            CertPathBuilder.getInstance("PKIX").build(path);
        }
        if (opaque) write(file, (byte[]) signed.getSignedContent().getContent());
    }

    private static byte[] encrypt(String cipher, boolean oaep, byte[] content, List<String> recipients) throws Exception {
        List<RecipientInfoGenerator> generators = new ArrayList<>();
        for (String recipient : recipients) generators.add(recipient(certificate(recipient), cipher, oaep));
        OutputEncryptor encryptor = new JceCMSContentEncryptorBuilder(oid(cipher)).setProvider(BC).build();
        CMSTypedData data = new CMSProcessableByteArray(content);
        if (cipher.endsWith("gcm")) {
            CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
            generators.forEach(generator::addRecipientInfoGenerator);
            return generator.generate(data, (OutputAEADEncryptor) encryptor).getEncoded();
        }
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generators.forEach(generator::addRecipientInfoGenerator);
        return generator.generate(data, encryptor).getEncoded();
    }

    private static RecipientInfoGenerator recipient(X509Certificate certificate, String cipher, boolean oaep) throws Exception {
        if (certificate.getPublicKey() instanceof ECPublicKey) {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", BC);
            pairs.initialize(((ECPublicKey) certificate.getPublicKey()).getParams());
            KeyPair ephemeral = pairs.generateKeyPair();
            ASN1ObjectIdentifier wrap = cipher.startsWith("aes256") ? CMSAlgorithm.AES256_WRAP : CMSAlgorithm.AES128_WRAP;
            return new JceKeyAgreeRecipientInfoGenerator(CMSAlgorithm.ECDH_SHA256KDF, ephemeral.getPrivate(), ephemeral.getPublic(), wrap).addRecipient(certificate).setProvider(BC);
        }
        if (!oaep) return new JceKeyTransRecipientInfoGenerator(certificate).setProvider(BC);
        OAEPParameterSpec sha256 = new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        return new JceKeyTransRecipientInfoGenerator(certificate, new JcaAlgorithmParametersConverter().getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, sha256)).setProvider(BC);
    }

    private static byte[] decrypt(X509Certificate recipient, PrivateKey key, byte[] cms) throws Exception {
        boolean authenticated = ContentInfo.getInstance(cms).getContentType().equals(CMSObjectIdentifiers.authEnvelopedData);
        RecipientInformationStore recipients = authenticated ? new CMSAuthEnvelopedData(cms).getRecipientInfos() : new CMSEnvelopedData(cms).getRecipientInfos();
        RecipientInformation own = recipients.get(recipient.getPublicKey() instanceof ECPublicKey ? new JceKeyAgreeRecipientId(recipient) : new JceKeyTransRecipientId(recipient));
        if (own == null) throw new Exception("not for this certificate");
        return own instanceof KeyTransRecipientInformation
            ? own.getContent(new JceKeyTransEnvelopedRecipient(key).setProvider(BC))
            : own.getContent(new JceKeyAgreeEnvelopedRecipient(key).setProvider(BC));
    }

    private static ASN1ObjectIdentifier oid(String cipher) {
        switch (cipher) {
            case "3des": return CMSAlgorithm.DES_EDE3_CBC;
            case "aes128": return CMSAlgorithm.AES128_CBC;
            case "aes256": return CMSAlgorithm.AES256_CBC;
            default: return CMSAlgorithm.AES256_GCM;
        }
    }

    private static X509Certificate convert(X509CertificateHolder holder) throws Exception {
        return new JcaX509CertificateConverter().setProvider(BC).getCertificate(holder);
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream input = Files.newInputStream(Path.of(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509", BC).generateCertificate(input);
        }
    }

    private static PrivateKey key(String file) throws Exception {
        try (PEMParser parser = new PEMParser(new FileReader(file))) {
            return new JcaPEMKeyConverter().setProvider(BC).getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
    }

    private static byte[] read(String file) throws Exception {
        return Files.readAllBytes(Path.of(file));
    }

    private static void write(String file, byte[] octets) throws Exception {
        Files.write(Path.of(file), octets);
    }
}
