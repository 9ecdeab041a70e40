import { describe, expect, it } from '@jest/globals';
import { describeUnless, missingElasticsearch } from '@vialog/testkit';
import { outageDrill } from './outage-drill.ts';

const ownServer =
  process.env['ELASTICSEARCH_URL'] === undefined ? undefined : 'needs a server that it can stop';

describeUnless(ownServer ?? missingElasticsearch(), describe)('Elasticsearch stopped under load', () => {
  it('loses and duplicates no event while Elasticsearch is stopped under load, and reports STORE_UNAVAILABLE', async () => {
    const found = await outageDrill({
      eventsPerSecond: 500,
      calmSeconds: 3,
      outageSeconds: 6,
      progress: () => undefined,
    });
    expect(found).toMatchObject({ lost: 0, doubled: 0, rejected: 0, otherQueries: 0 });
    expect(found.sent).toBeGreaterThan(3_000);
    expect(found.retries).toBeGreaterThan(0);
    expect(found.rejectedQueries).toBeGreaterThan(0);
  });
});
