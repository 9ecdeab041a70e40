import type { InferenceSession } from 'onnxruntime-node';
import type { ModelCard } from '@vialog/contracts';
import { type Infer, type ModelOutput, PictureCounter } from '@vialog/detection';
import { type ExecutionProvider, openSession } from './open-session.ts';
import { floatsOf, pictureTensor, sizeTensor } from './tensors.ts';
import { wholePicture } from './whole-picture.ts';

export interface OpenedModel {
  readonly counter: PictureCounter;
  /** Why the model runs on the CPU instead of the requested provider. */
  readonly warning?: string;
}

/**
 * Opens a model from its bytes and counts a grey picture, so that a wrong card is found before the first frame.
 * @throws {Error} when the model does not match its card; the message says what was expected and found
 */
export async function openModel(
  card: ModelCard,
  bytes: Uint8Array,
  provider: ExecutionProvider = 'cpu',
): Promise<OpenedModel> {
  const { session, ...opened } = await openSession(bytes, provider);
  const { name, sizeInput } = card.input;
  const missing = [name, sizeInput?.name].find(
    (input) => input !== undefined && !session.inputNames.includes(input),
  );
  if (missing !== undefined) {
    throw new Error(`expected an input named ${missing} and found ${session.inputNames.join(', ')}`);
  }
  const counter = new PictureCounter(card, inferWith(session, card));
  await warmUp(counter, card);
  return { ...opened, counter };
}

function inferWith(session: InferenceSession, { input }: ModelCard): Infer {
  const { name, dtype = 'float32' } = input;
  const size = input.sizeInput && { [input.sizeInput.name]: sizeTensor(input, input.sizeInput) };
  return async (data, dims) => {
    const results = await session.run({ ...size, [name]: pictureTensor(dtype, data, dims) });
    return Object.entries(results).map(([output, tensor]): ModelOutput => {
      return { name: output, dims: tensor.dims, data: floatsOf(output, tensor) };
    });
  };
}

/** Runs twice: the first run of a session allocates memory; from the second run on the duration is constant. */
async function warmUp(counter: PictureCounter, { id, input, labels }: ModelCard): Promise<void> {
  const { width, height } = input;
  const grey = {
    width,
    height,
    format: 'rgb24' as const,
    pixels: new Uint8Array(width * height * 3).fill(114),
  };
  const model = { modelId: id, classMap: { [labels[0] as string]: 'car' as const } };
  await counter.count(grey, { zones: [wholePicture(['car'])], model });
  await counter.count(grey, { zones: [wholePicture(['car'])], model });
}
