// swift-tools-version:6.2
import PackageDescription

/// Targets and who may import whom are explained in `docs/architecture.md`; `script/check-imports` holds the code to it.
let package = Package(
    name: "countersign",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "countersign", targets: ["countersign"]),
        .executable(name: "entra-simulator", targets: ["entra-simulator"]),
        .executable(name: "vision-worker", targets: ["vision-worker"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        // The domain: no HTTP, SQL, Graph or C++ here.
        .target(name: "IdentityDocuments"),
        .target(name: "ClaimsMatching"),
        .target(
            name: "Proofing",
            dependencies: [
                "ClaimsMatching", "IdentityDocuments",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Session/ProofingSession.md"]),
        // Entra's external authentication method, as its provider: requests, hints, tokens, keys. No HTTP.
        .target(
            name: "OpenIDProvider",
            dependencies: [
                "Proofing",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            exclude: ["Keys/KeyRing.md"]),

        // Adapters: each implements ports of Proofing.
        .target(
            name: "EntraClient",
            dependencies: [
                "Proofing", "IdentityDocuments",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .target(
            name: "Storage",
            dependencies: [
                "Proofing", "OpenIDProvider",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "Notifications",
            dependencies: [
                "Proofing", "CCurl",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .target(
            name: "Vision",
            dependencies: [
                "Proofing", "IdentityDocuments",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),

        // C++ lives in a process of its own: the server never links it.
        .target(
            name: "CVision",
            publicHeadersPath: "include",
            // Optimised in debug builds too: dlib without -O2 takes minutes for a face.
            cxxSettings: [.unsafeFlags(["-O2", "-isystem", "/usr/include/opencv4"])],
            linkerSettings: [
                .linkedLibrary("opencv_imgproc"), .linkedLibrary("opencv_core"),
                .linkedLibrary("dlib"), .linkedLibrary("lapack"), .linkedLibrary("blas"),
                .linkedLibrary("jpeg"), .linkedLibrary("png"), .linkedLibrary("webp"), .linkedLibrary("crypto"),
                .linkedLibrary("stdc++"), .linkedLibrary("m"),
            ]),
        .executableTarget(
            name: "vision-worker",
            dependencies: ["CVision"],
            cxxSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("seccomp"), .linkedLibrary("stdc++")]),

        // The web: knows the domain, never an adapter.
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(
            name: "WebServer",
            dependencies: [
                "Proofing", "OpenIDProvider", "CQREncode",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            resources: [.copy("Resources")]),

        // A Microsoft Entra tenant for demos and tests. Shares nothing with the rest.
        .target(
            name: "EntraSimulator",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")]),
        .executableTarget(
            name: "entra-simulator",
            dependencies: [
                "EntraSimulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // The only place that names concrete types.
        .executableTarget(
            name: "countersign",
            dependencies: [
                "Proofing", "ClaimsMatching", "OpenIDProvider", "EntraClient", "Storage", "Notifications", "Vision",
                "WebServer", "EntraSimulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),

        // Measured by script/bench, always built for release.
        .executableTarget(name: "names-benchmark", dependencies: ["ClaimsMatching"], path: "Benchmarks/NamesBenchmark"),
        .executableTarget(
            name: "openid-benchmark",
            dependencies: [
                "OpenIDProvider", "Proofing", "Storage",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/OpenIDBenchmark"),

        .testTarget(name: "IdentityDocumentsTests", dependencies: ["IdentityDocuments"]),
        .testTarget(name: "ClaimsMatchingTests", dependencies: ["ClaimsMatching"]),
        .testTarget(name: "ProofingTests", dependencies: ["Proofing"]),
        .testTarget(
            name: "OpenIDProviderTests",
            dependencies: [
                "OpenIDProvider", "Proofing",
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .testTarget(
            name: "EntraClientTests",
            dependencies: [
                "EntraClient", "EntraSimulator",
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .testTarget(name: "StorageTests", dependencies: ["Storage"]),
        .testTarget(name: "NotificationsTests", dependencies: ["Notifications"]),
        .testTarget(name: "VisionTests", dependencies: ["Vision"]),
        .testTarget(
            name: "WebServerTests",
            dependencies: ["WebServer", .product(name: "HummingbirdTesting", package: "hummingbird")]),
        .testTarget(
            name: "EntraSimulatorTests",
            dependencies: ["EntraSimulator", .product(name: "HummingbirdTesting", package: "hummingbird")]),
        // One step of issuance per run, so that a test can end the process in the middle: see Tests/IssuanceTests.
        .executableTarget(
            name: "issuance-harness",
            dependencies: [
                "Proofing", "ClaimsMatching", "IdentityDocuments", "Storage", "EntraClient",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/IssuanceHarness"),
        // The provider of Entra's external method without a web server, for relying parties in Python: see Tests/OpenIDTests.
        .executableTarget(
            name: "openid-harness",
            dependencies: ["OpenIDProvider", "Proofing", .product(name: "Crypto", package: "swift-crypto")],
            path: "Tests/OpenIDHarness"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "countersign", "ClaimsMatching", "EntraClient", "EntraSimulator", "OpenIDProvider", "Proofing",
                "Storage",
                "Vision", "WebServer",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
    ],
    cxxLanguageStandard: .cxx17
)
