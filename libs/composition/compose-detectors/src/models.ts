import { EvaluationProcess, type ModelTrial, processUsage, tryModel } from '@vialog/detection-onnx';
import { addModelPackage, FolderModelStore } from '@vialog/models-folder';
import type { ModelStore } from '@vialog/models';

/** The model packages of a folder. */
export const openModelFolder = (folder: string): ModelStore => new FolderModelStore(folder);

/**
 * A separate process that evaluates a model of a folder on labelled pictures.
 * @throws {Error} when there is no such model or it cannot be loaded
 */
export const openEvaluation = (models: ModelStore, modelId: string): Promise<EvaluationProcess> =>
  EvaluationProcess.open(models, modelId);

export { addModelPackage, type EvaluationProcess, processUsage, tryModel, type ModelTrial };
