import Foundation
import Testing

@testable import OpenIDProvider

struct TenantKeysTests {
    let source = PublishedKeys()
    let time = ManualTime()
    var keys: TenantKeys { TenantKeys(connection: Forge.connection, source: source, time: time) }

    private func code(_ keys: TenantKeys, _ kid: String) async -> RefusalCode? {
        do throws(Refusal) {
            _ = try await keys.key(kid)
            return nil
        } catch { return error.code }
    }

    @Test func `keys are fetched once for many hints, and all of them get their key`() async {
        let keys = keys
        let found = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 { group.addTask { (try? await keys.key("tenant-key-1")) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(found == 200)
        #expect(await source.fetches == 1)
    }

    @Test func `a flood of unknown keys makes one fetch in five minutes`() async {
        let keys = keys
        #expect(await code(keys, "tenant-key-1") == nil)
        for second in 0..<600 {
            #expect(await code(keys, "made up \(second)") == .hintKeyUnknown)
            time.advance(1)
        }
        #expect(await source.fetches == 2)
        #expect(await code(keys, "tenant-key-1") == nil)
    }

    @Test func `a key that Microsoft has just published is found`() async {
        let keys = keys
        await source.publish(TestKey.keySet([TestKey.signing.published]))
        #expect(await code(keys, "tenant-key-2") == .hintKeyUnknown)
        await source.publish(TestKey.keySet)
        time.advance(TenantKeys.unknownKeyPause)
        #expect(await code(keys, "tenant-key-2") == nil)
    }

    @Test func `a key that Microsoft withdrew is not believed after a day`() async {
        let keys = keys
        #expect(await code(keys, "tenant-key-2") == nil)
        await source.publish(TestKey.keySet([TestKey.signing.published]))
        time.advance(TenantKeys.freshness)
        #expect(await code(keys, "tenant-key-2") == .hintKeyUnknown)
    }

    @Test func `known keys carry over an outage of three days, and no longer`() async {
        let keys = keys
        #expect(await code(keys, "tenant-key-1") == nil)
        await source.publish(nil)
        time.advance(TenantKeys.endurance - 1)
        #expect(await code(keys, "tenant-key-1") == nil)
        time.advance(1)
        #expect(await code(keys, "tenant-key-1") == .keysUnavailable)
        await source.publish(TestKey.keySet)
        time.advance(TenantKeys.failurePause)
        #expect(await code(keys, "tenant-key-1") == nil)
    }

    @Test func `without any keys it is tried again every half minute`() async {
        let keys = keys
        await source.publish(nil)
        for _ in 0..<60 {
            #expect(await code(keys, "tenant-key-1") == .keysUnavailable)
            time.advance(1)
        }
        #expect(await source.fetches == 2)
    }

    @Test func `a clock that is set back does not keep old keys for ever`() async {
        let keys = keys
        #expect(await code(keys, "tenant-key-1") == nil)
        time.advance(-86_400)
        #expect(await code(keys, "tenant-key-1") == nil)
        #expect(await source.fetches == 2)
    }

    @Test func `a set that cannot be used is as good as none`() async {
        let keys = keys
        await source.publish(Data("<html>".utf8))
        #expect(await code(keys, "tenant-key-1") == .keysUnavailable)
    }
}
