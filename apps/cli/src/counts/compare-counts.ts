import type { CounterComparison } from '@vialog/contracts';
import { connectTo } from '../cameras/server-client.ts';
import { readCompareRequest } from './compare-request.ts';

/** Compares a camera with a counter through a running server and prints the result; returns the exit code. */
export async function compareCounts(args: readonly string[]): Promise<number> {
  const { server, cameraId, body, isJson } = readCompareRequest(args);
  const client = await connectTo(server);
  const found = await client.compareWithCounter(cameraId, body);
  const text = isJson ? JSON.stringify(found, null, 2) : comparisonLines(found).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}

function comparisonLines(found: CounterComparison): string[] {
  const { agreement, counter, leftOut, unit } = found;
  const { ratio, ratioInterval, gehBelow5 } = agreement;
  return [
    `${found.cameraId}/${found.zoneId} compared with ${counter.name} (${counter.counterId}/${counter.zoneId}), ${found.measure} in ${unit}`,
    `period: ${found.startAt} to ${found.endAt}, ${agreement.pairs} pairs of ${found.interval} on ${agreement.days} days`,
    `mean: camera ${plain(agreement.cameraMean)}, counter ${plain(agreement.counterMean)}`,
    `bias: ${plain(agreement.bias)} (95 % interval ${rangeOf(agreement.biasInterval)})`,
    ratio === null
      ? 'ratio: none, the counter counted nothing'
      : `ratio: ${plain(ratio)}${ratioInterval ? ` (95 % interval ${rangeOf(ratioInterval)})` : ''}`,
    `limits of agreement: ${rangeOf(agreement.limits)}`,
    ...(gehBelow5 === null ? [] : [`GEH below 5: ${plain(gehBelow5 * 100)} % of the pairs`]),
    `left out: ${leftOut.camera} because of the camera, ${leftOut.counter} because of the counter, ` +
      `${leftOut.both} because of both, ${leftOut.notExpected} not active`,
  ];
}

const rangeOf = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${plain(low)} to ${plain(high)}`;

/** Four significant digits, without an exponent. */
const plain = (value: number): string => String(Number(value.toPrecision(4)));
