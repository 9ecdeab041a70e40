import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { ModelOutputError, type PictureCounter } from '@vialog/detection';
import type { FromChild, ToChild } from './child-messages.ts';
import { openModel } from './onnx-model.ts';
import { PictureInlet } from './picture-inlet.ts';

/**
 * Entry of a detector child: one model, one thread, one frame at a time. Frames come in, counts go out; nothing is
 * written anywhere. It ends with its parent.
 */
let counter: PictureCounter | undefined;
const inlet = new PictureInlet();

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToChild) => {
  void respond(message).then((answer) => process.send?.(answer));
});

async function respond(message: ToChild): Promise<FromChild> {
  return message.type === 'load' ? load(message) : count(message);
}

async function load({ card, bytes }: Extract<ToChild, { type: 'load' }>): Promise<FromChild> {
  try {
    counter = await openModel(card, bytes);
    return { type: 'ready' };
  } catch (error) {
    return { type: 'refused', detail: sentence(error) };
  }
}

async function count({ size, zones, model }: Extract<ToChild, { type: 'count' }>): Promise<FromChild> {
  const picture = inlet.take(size);
  const started = performance.now();
  try {
    if (!counter) throw new Error('expected a model to be loaded before the first frame');
    const counted = await counter.count(picture, { zones, model });
    return { type: 'counted', zones: counted, ms: performance.now() - started };
  } catch (error) {
    const detail = error instanceof ModelOutputError ? error.message : `the run failed: ${sentence(error)}`;
    return { type: 'faulty', detail };
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
