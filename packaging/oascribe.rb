# A template of a Homebrew formula. Replace OWNER, VERSION and the digests, which stand in the *.sha256 files of a release.
class Oascribe < Formula
  desc "Generates Rust SDKs from OpenAPI documents and reviews their changes"
  homepage "https://github.com/OWNER/oascribe"
  version "VERSION"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "https://github.com/OWNER/oascribe/releases/download/vVERSION/oascribe-aarch64-apple-darwin.tar.gz"
      sha256 "SHA256_AARCH64_APPLE_DARWIN"
    end
    on_intel do
      url "https://github.com/OWNER/oascribe/releases/download/vVERSION/oascribe-x86_64-apple-darwin.tar.gz"
      sha256 "SHA256_X86_64_APPLE_DARWIN"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/OWNER/oascribe/releases/download/vVERSION/oascribe-aarch64-unknown-linux-musl.tar.gz"
      sha256 "SHA256_AARCH64_UNKNOWN_LINUX_MUSL"
    end
    on_intel do
      url "https://github.com/OWNER/oascribe/releases/download/vVERSION/oascribe-x86_64-unknown-linux-musl.tar.gz"
      sha256 "SHA256_X86_64_UNKNOWN_LINUX_MUSL"
    end
  end

  def install
    bin.install "oascribe"
    generate_completions_from_executable(bin/"oascribe", "completions")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/oascribe --version")
  end
end
