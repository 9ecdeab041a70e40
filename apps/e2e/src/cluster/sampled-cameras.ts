import type { ClusterUnderTest } from '@vialog/testkit';

/** Number of online cameras of an ingest according to its metrics. */
export async function sampledBy(cluster: ClusterUnderTest, ingest: string): Promise<number> {
  const response = await fetch(`${cluster.named(ingest).url}/metrics`);
  return Number(/^vialog_cameras_online (\d+)$/m.exec(await response.text())?.[1] ?? Number.NaN);
}
