import type { Client, estypes } from '@elastic/elasticsearch';
import type { DiskSpace, StoreStorage } from '@vialog/events';

/** The watermarks are in the response of the server and missing in the types of the client. */
type DataPath = estypes.NodesDataPathStats & {
  readonly high_watermark_free_space_in_bytes?: number;
  readonly flood_stage_free_space_in_bytes?: number;
};

/**
 * The data disks of all nodes and the status of the cluster. Needs the cluster privilege `monitor`. Elasticsearch moves shards
 * away from a node above its high watermark and accepts no documents above the flood stage.
 */
export async function readClusterStorage(
  client: Client,
  options: { readonly requestTimeout: number },
): Promise<StoreStorage> {
  const [{ status }, { nodes }] = await Promise.all([
    client.cluster.health({ timeout: '2s' }, options),
    client.nodes.stats({ metric: 'fs', filter_path: ['nodes.*.name', 'nodes.*.fs.data'] }, options),
  ]);
  return {
    disks: Object.values(nodes).flatMap(({ name = '', fs }) => (fs?.data ?? []).flatMap(diskFrom(name))),
    state: stateOf(status),
  };
}

/** A serverless project has no status of its own. */
function stateOf(status: string): StoreStorage['state'] {
  const lower = status.toLowerCase();
  if (lower === 'yellow') return 'copies_missing';
  return lower === 'red' || lower === 'unavailable' ? 'data_missing' : 'complete';
}

const diskFrom =
  (name: string) =>
  (path: DataPath): readonly DiskSpace[] => {
    const { available_in_bytes: freeBytes, total_in_bytes: totalBytes } = path;
    if (freeBytes === undefined || totalBytes === undefined) return [];
    return [
      {
        name,
        freeBytes,
        totalBytes,
        limitedBelowBytes: path.high_watermark_free_space_in_bytes,
        stoppedBelowBytes: path.flood_stage_free_space_in_bytes,
      },
    ];
  };
