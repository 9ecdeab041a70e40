/** The bare network: `bare-onnx.ts MODEL FRAMES` runs it FRAMES times on one tensor and prints the cost of a run. */
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [model = '', frames = '0'] = process.argv.slice(2);
const session = await InferenceSession.create(model, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
});
const data = Float32Array.from({ length: 3 * 416 * 416 }, (_, i) => ((i * 7919) % 255) / 60 - 2);
const feeds = { [session.inputNames[0] as string]: new Tensor('float32', data, [1, 3, 416, 416]) };
for (let i = 0; i < 5; i += 1) await session.run(feeds);

const [before, began] = [process.cpuUsage(), performance.now()];
for (let i = 0; i < Number(frames); i += 1) await session.run(feeds);
const wallMs = (performance.now() - began) / Number(frames);
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000 / Number(frames), wallMs }));
