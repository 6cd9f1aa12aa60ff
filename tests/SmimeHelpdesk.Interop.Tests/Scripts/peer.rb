# Ruby's OpenSSL::PKCS7. The commands are those of ScriptPeer.cs.
require 'openssl'

FLAGS = OpenSSL::PKCS7::BINARY
CIPHERS = { '3des' => 'des-ede3-cbc', 'aes128' => 'aes-128-cbc', 'aes256' => 'aes-256-cbc', 'aes256gcm' => 'aes-256-gcm' }.freeze

def certificate(file)
  OpenSSL::X509::Certificate.new(File.read(file))
end

def key(file)
  OpenSSL::PKey.read(File.read(file))
end

def sign(form, _padding, signer, key_file, chain, content, output)
  flags = form == 'detached' ? FLAGS | OpenSSL::PKCS7::DETACHED : FLAGS
  signed = OpenSSL::PKCS7.sign(certificate(signer), key(key_file), File.binread(content), [certificate(chain)], flags)
  File.binwrite(output, signed.to_der)
end

def verify(form, root, cms, file)
  store = OpenSSL::X509::Store.new
  store.add_file(root)
  store.purpose = OpenSSL::X509::PURPOSE_SMIME_SIGN
  signed = OpenSSL::PKCS7.new(File.binread(cms))
  content = form == 'detached' ? File.binread(file) : nil
  raise signed.error_string.to_s unless signed.verify(signed.certificates || [], store, content, FLAGS)

  File.binwrite(file, signed.data) if content.nil?
end

# It has no way to ask for another padding.
def encrypt(cipher, _padding, content, output, *recipients)
  certificates = recipients.map { |file| certificate(file) }
  encrypted = OpenSSL::PKCS7.encrypt(certificates, File.binread(content), OpenSSL::Cipher.new(CIPHERS.fetch(cipher)), FLAGS)
  File.binwrite(output, encrypted.to_der)
end

def decrypt(recipient, key_file, cms, output)
  File.binwrite(output, OpenSSL::PKCS7.new(File.binread(cms)).decrypt(key(key_file), certificate(recipient)))
end

def version
  "#{RUBY_VERSION}, openssl #{OpenSSL::VERSION}"
end

$stdout.sync = true
$stdin.each_line(chomp: true) do |line|
  command, *words = line.split("\t")
  answer = send(command, *words)
  puts command == 'version' ? "ok #{answer}" : 'ok'
rescue StandardError => e
  puts "no #{e.class}: #{e.message}".tr("\n", ' ')
end
