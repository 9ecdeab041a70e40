import { parseArgs } from 'node:util';
import { modelId, type CameraResponse, type ModelBinding } from '@vialog/contracts';
import { connectTo, type ServerClient } from '../cameras/server-client.ts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';

export interface UseModelRequest {
  readonly server: ServerAddress;
  readonly cameras: readonly string[];
  /** undefined: the model that each camera had before. */
  readonly modelId: string | undefined;
}

const text = { type: 'string' } as const;
const options = {
  camera: { type: 'string', multiple: true },
  previous: { type: 'boolean' },
  url: text,
  'token-file': text,
} as const;

/**
 * Reads `<model id> --camera ID …` or `--previous --camera ID …`.
 * @throws {UsageError} when an argument is missing or invalid
 */
export function readUseRequest(args: readonly string[]): UseModelRequest {
  const { values, positionals } = parsed(args);
  const [id] = positionals;
  const { camera: cameras = [], previous = false } = values;
  if (positionals.length > 1 || (id === undefined) !== previous)
    throw new UsageError('expected either the id of one model or --previous');
  if (id !== undefined && !modelId.safeParse(id).success)
    throw new UsageError(`${id} is not the id of a model; GET /v1/models lists them`);
  if (cameras.length === 0) throw new UsageError('--camera is missing: the id of a camera, repeatable');
  return { server: serverOf(values), cameras, modelId: id };
}

/** Binds cameras to a model, one after the other. Returns the exit code: 1 if one of them was not bound. */
export async function useModel(request: UseModelRequest): Promise<number> {
  const client = await connectTo(request.server);
  let exitCode = 0;
  for (const cameraId of request.cameras) {
    try {
      process.stdout.write(`${await bind(client, cameraId, request.modelId)}\n`);
    } catch (error) {
      exitCode = 1;
      process.stderr.write(`${cameraId}: ${Error.isError(error) ? error.message : String(error)}\n`);
    }
  }
  return exitCode;
}

async function bind(client: ServerClient, cameraId: string, id: string | undefined): Promise<string> {
  const versions = await client.versionsOf(cameraId);
  const before = versions[0]?.model.modelId;
  const binding = id === undefined ? previousModel(versions) : { modelId: id };
  const { model, validFromAt } = await client.bindModel(cameraId, binding);
  return `${cameraId}: ${model.modelId} from ${validFromAt} on (before: ${before}), as soon as it is loaded`;
}

/** The model of the newest version that has another one than the newest version, with its threshold and class map. */
function previousModel(versions: readonly CameraResponse[]): ModelBinding {
  const [newest] = versions;
  const previous = versions.find(({ model }) => model.modelId !== newest?.model.modelId);
  if (previous) return previous.model;
  throw new Error(`the camera never had another model than "${newest?.model.modelId}"`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
