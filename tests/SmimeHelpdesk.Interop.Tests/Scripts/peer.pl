# Crypt::SMIME, which works on whole mails. The commands are those of PerlPeer.cs.
use strict;
use warnings;
use Crypt::SMIME;

sub content {
    my ($file) = @_;
    open my $input, '<:raw', $file or die "$file: $!";
    local $/;
    return scalar <$input>;
}

sub keep {
    my ($file, $octets) = @_;
    open my $output, '>:raw', $file or die "$file: $!";
    print $output $octets;
    close $output or die "$file: $!";
    return '';
}

my %commands = (
    version => sub { return $Crypt::SMIME::VERSION },
    sign => sub {
        my ($certificate, $key, $chain, $mail, $output) = @_;
        my $smime = Crypt::SMIME->new;
        $smime->setPrivateKey(content($key), content($certificate));
        $smime->setPublicKey([content($chain)]);
        return keep($output, $smime->sign(content($mail)));
    },
    verify => sub {
        my ($root, $mail, $output) = @_;
        my $smime = Crypt::SMIME->new;
        $smime->setPublicKey([content($root)]);
        return keep($output, $smime->check(content($mail)));
    },
    encrypt => sub {
        my ($mail, $output, @certificates) = @_;
        my $smime = Crypt::SMIME->new;
        $smime->setPublicKey([map { content($_) } @certificates]);
        return keep($output, $smime->encrypt(content($mail)));
    },
    decrypt => sub {
        my ($certificate, $key, $mail, $output) = @_;
        my $smime = Crypt::SMIME->new;
        $smime->setPrivateKey(content($key), content($certificate));
        return keep($output, $smime->decrypt(content($mail)));
    },
);

$| = 1;
while (my $line = <STDIN>) {
    chomp $line;
    my ($command, @words) = split /\t/, $line;
    my $answer = eval { 'ok ' . $commands{$command}->(@words) } // "no $@";
    $answer =~ s/\s+/ /g;
    print "$answer\n";
}
