# A template of a Nix flake. Copy it to the root of the repository: `nix run .# -- check openapi.yaml`.
{
  description = "Generates Rust SDKs from OpenAPI documents and reviews their changes";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      forAll = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = forAll (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = "oascribe";
          version = (builtins.fromTOML (builtins.readFile ./Cargo.toml)).package.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          env.OASCRIBE_BUILD = "off";
          # The tests build crates with their dependencies, for which the sandbox has no network.
          doCheck = false;
        };
      });
    };
}
