import type { SentenceTable } from './sentence-table.ts';

/** Model packages and detectors. Terms of the ONNX format stay in English. */
export const modelSentences = {
  'model.rejected': ['Model "{{model}}" is rejected. {{@why}}', '检测模型“{{model}}”未通过校验：{{@why}}'],
  'model.none': ['There is no model "{{model}}"', '没有检测模型“{{model}}”'],
  'model.noLabel': ['{{model}} has no label "{{label}}"', '{{model}} 没有类别“{{label}}”'],
  'model.similarLabel': [
    '{{model}} has no label "{{label}}"; did you mean "{{similar}}"?',
    '{{model}} 没有类别“{{label}}”，是否为“{{similar}}”？',
  ],
  'model.peopleLabel': [
    'label "{{label}}" stands for people and cannot count as {{as}}; name "person" in the classes of a zone instead',
    '类别“{{label}}”表示行人，不能计为 {{as}}；请在区域的类别中选择行人',
  ],
  'model.inCard': ['model.json, {{path}}: {{@why}}', 'model.json，{{path}}：{{@why}}'],
  'model.wholeCard': ['model.json, whole file: {{@why}}', 'model.json：{{@why}}'],
  'model.notJson': [
    'model.json is not JSON; models/nanodet-g-416/model.json is an example',
    'model.json 不是有效的 JSON，可参考 models/nanodet-g-416/model.json',
  ],
  'model.replacedBytes': [
    '{{file}}: expected {{bytes}} bytes by the card, found {{found}}: the file was replaced or truncated',
    '{{file}}：模型卡记录为 {{bytes}} 字节，实际为 {{found}} 字节，文件已被替换或不完整',
  ],
  'model.replacedHash': [
    '{{file}}: expected sha256 {{hash}} by the card, found {{found}}: the file was replaced or damaged',
    '{{file}}：SHA-256 应为 {{hash}}，实际为 {{found}}，文件已被替换或损坏',
  ],
  'model.folderName': [
    'model.json: expected the id "{{model}}" of its folder, found "{{found}}": rename one of them',
    'model.json：编号应与文件夹名“{{model}}”一致，当前为“{{found}}”，请修改其中一个',
  ],
  'model.fileMissing': [
    '{{file}}: named by the card, but the file does not exist: put it beside model.json',
    '{{file}}：文件不存在，请放到 model.json 所在的文件夹',
  ],
  'model.cardBytes': [
    'model.json: expected at most {{most}} bytes, found {{found}}',
    'model.json：最多 {{most}} 字节，当前为 {{found}} 字节',
  ],
  'model.unreadable': [
    'the model file cannot be read ({{error}}): allow the user that runs Vialog to read it',
    '无法读取模型文件（{{error}}），请为运行 Vialog 的用户授予读取权限',
  ],
  'model.identifies': [
    '{{@labels}}: Vialog runs no model that identifies or describes people',
    '{{@labels}}：Vialog 不运行识别或描述人的模型',
  ],
  'model.labelKind': ['label "{{label}}" names {{kind}}', '类别“{{label}}”涉及 {{kind}}'],
  'model.labelAttribute': ['label "{{label}}" names an attribute of a person', '类别“{{label}}”是人的属性'],
  'model.canaryFailed': [
    'The canary of {{model}} failed: {{own}} % of its cameras are not counted as planned, and {{other}} % of the other cameras',
    '{{model}} 灰度发布未通过：灰度摄像头中有 {{own}}% 未按计划计数，其余摄像头为 {{other}}%',
  ],
  'model.empty': ['expected an ONNX model, found an empty file', '应为 ONNX 模型，文件为空'],
  'model.tooLarge': [
    'expected at most {{most}} bytes, found {{found}}: use a smaller model',
    '最多 {{most}} 字节，当前为 {{found}} 字节，请使用较小的模型',
  ],
  'model.notOnnx': [
    'expected an ONNX model, but the file {{error}}: it is damaged, truncated or has another format',
    '应为 ONNX 模型，文件已损坏、不完整或为其他格式（{{error}}）',
  ],
  'model.noGraph': [
    'expected an ONNX model with a graph and an operator set, found neither; the file may have another format',
    '应为包含计算图和算子集的 ONNX 模型，文件可能为其他格式',
  ],
  'model.graphs': [
    'expected one graph, found {{found}}: export the model again',
    '应有 1 个计算图，当前为 {{found}} 个，请重新导出模型',
  ],
  'model.newIr': [
    'expected IR version {{most}} or lower, found {{found}}: the model is newer than the runtime; save it with ir_version 10, or export it with an older release of the exporter',
    'IR 版本最高为 {{most}}，当前为 {{found}}；请以 ir_version 10 保存，或使用旧版工具导出',
  ],
  'model.newOperators': [
    'expected operator set {{most}} or lower, found {{found}}: export the model with opset 17, which every current exporter offers',
    '算子集最高为 {{most}}，当前为 {{found}}，请以 opset 17 导出',
  ],
  'model.oldOperators': [
    'expected operator set {{least}} or higher, found {{found}}: export the model with opset 17',
    '算子集最低为 {{least}}，当前为 {{found}}，请以 opset 17 导出',
  ],
  'model.externalWeights': [
    'weights "{{name}}" are in another file: save the model as one file',
    '权重“{{name}}”在其他文件中，请将模型保存为单个文件',
  ],
  'model.unknownOperators': [
    'operators {{list}} are not part of onnxruntime: export the model with standard operators',
    'onnxruntime 不支持算子 {{list}}，请使用标准算子导出',
  ],
  'model.weightsSize': [
    'weights "{{name}}": expected {{count}} values by their shape {{shape}}, found {{found}} bytes: the file is damaged',
    '权重“{{name}}”：按形状 {{shape}} 应有 {{count}} 个值，实际为 {{found}} 字节，文件已损坏',
  ],
  'model.weightsNan': [
    'weights "{{name}}" have values that are not numbers (NaN): export the model again',
    '权重“{{name}}”中有无效数值（NaN），请重新导出模型',
  ],
  'model.freeAxes': [
    'the input has free axes and the file does not name its size: expected a size, such as {{example}}',
    '输入尺寸未固定，请填写尺寸，例如 {{example}}',
  ],
  'model.pictureInput': [
    'expected one input with 4 axes for the picture, and at most one [N,2] for its size, found {{found}}: export the model with one picture as input',
    '应有一个四维的画面输入，及最多一个 [N,2] 尺寸输入，当前为 {{found}}，请重新导出模型',
  ],
  'model.inputType': [
    'expected float32, float16 or uint8 input, found ONNX type {{found}}: export with float input',
    '输入应为 float32、float16 或 uint8，当前类型为 {{found}}，请以浮点输入导出',
  ],
  'model.channels': [
    'expected 3 colour channels, found an input of {{found}}: only models for colour pictures are supported',
    '应为 3 个颜色通道，当前输入为 {{found}}，仅支持彩色画面的模型',
  ],
  'detector.closed': ['The detector was closed', '检测器已关闭'],
  'detector.allClosed': ['The detectors were closed', '检测器已关闭'],
  'detector.limit': [
    'Model "{{model}}" cannot be loaded: the limit of detectors is reached by {{loaded}}. Bind the cameras to fewer models or allow more detectors',
    '无法加载模型“{{model}}”：检测器数量已达上限（{{loaded}}），请减少使用的模型，或允许更多检测器',
  ],
  'detector.busy': [
    'No detector for model "{{model}}" was free for {{ms}} ms: {{@why}}',
    '模型“{{model}}”在 {{ms}} 毫秒内没有空闲的检测器：{{@why}}',
  ],
  'detector.otherCameras': ['it is busy with other cameras', '正在处理其他摄像头'],
  'detector.loading': ['it is still loading', '仍在加载'],
  'detector.otherModel': [
    'This detector has model "{{own}}" only; expected "{{model}}"',
    '该检测器只有模型“{{own}}”，需要“{{model}}”',
  ],
  'detector.cannotUse': ['Model "{{model}}" cannot be used: {{@why}}', '模型“{{model}}”无法使用：{{@why}}'],
  'detector.knowsNone': [
    'Model "{{model}}" knows none of {{classes}}. Bind the camera to a model that does, or map labels of the model to these classes',
    '模型“{{model}}”不支持 {{classes}}，请绑定支持的模型，或设置类别对应关系',
  ],
  'detector.failed': ['The detector {{@why}}', '检测器{{@why}}'],
  'detector.ofModel': ['A detector for model "{{model}}" {{@why}}', '模型“{{model}}”的检测器{{@why}}'],
  'detector.invalidOutput': ['returned an invalid output: {{@why}}', '输出无效：{{@why}}'],
  'model.otherHeatMap': [
    'expected a heat map with {{labels}} channels and found {{found}}; the card does not match the model',
    '热力图应有 {{labels}} 个通道，当前为 {{found}}；模型卡与模型不符',
  ],
  'model.otherChannels': [
    'expected {{channels}} channels of {{rows}} × {{columns}} cells and found {{found}}; the card does not match the model',
    '应有 {{channels}} 个通道、{{rows}} × {{columns}} 个网格，当前为 {{found}}；模型卡与模型不符',
  ],
  'model.otherObjects': [
    'expected 4 corners, a score and a label per object and found {{found}}; the card does not match the model',
    '每个目标应有 4 个角点、置信度和类别，当前为 {{found}}；模型卡与模型不符',
  ],
  'model.otherQueries': [
    'expected {{columns}} logits and 4 numbers per query and found {{found}}; the card does not match the model',
    '每个查询应有 {{columns}} 个分值和 4 个坐标，当前为 {{found}}；模型卡与模型不符',
  ],
  'model.otherAnchors': [
    'expected {{labels}} scores and 4 corners per anchor and found {{found}}; the card does not match the model',
    '每个锚框应有 {{labels}} 个分值和 4 个角点，当前为 {{found}}；模型卡与模型不符',
  ],
  'model.otherShape': [
    'expected one output of shape {{shape}} and found {{count}} among {{found}}; the card does not match the model',
    '应有 1 个形状为 {{shape}} 的输出，当前为 {{count}} 个（{{found}}）；模型卡与模型不符',
  ],
  'model.otherScores': [
    'expected scores from 0 to 1 and found {{found}}',
    '置信度应在 0 到 1 之间，当前为 {{found}}',
  ],
  'model.otherNumbers': [
    'expected numbers in {{name}} and found NaN or infinity',
    '{{name}} 中有无效数值（NaN 或无穷大）',
  ],
  'detector.otherSchema': ['returned counts that do not match the schema', '返回的计数格式不正确'],
  'detector.notStarted': ['could not be started: {{error}}', '无法启动：{{error}}'],
  'detector.gaveNoReply': ['gave no reply for {{ms}} ms', '在 {{ms}} 毫秒内没有响应'],
  'detector.signal': ['was ended by {{signal}}', '被 {{signal}} 终止'],
  'detector.exit': ['ended with code {{code}}', '异常退出（代码 {{code}}）'],
  'detector.exitLine': ['ended with code {{code}}: {{line}}', '异常退出（代码 {{code}}）：{{line}}'],
  'detector.signalLine': ['was ended by {{signal}}: {{line}}', '被 {{signal}} 终止：{{line}}'],
  'detector.itClosed': ['it was closed', '已关闭'],
  'detector.inference': ['the inference failed: {{error}}', '推理失败：{{error}}'],
  'detector.newerFrame': [
    'a newer frame of this camera arrived before a detector was free',
    '检测器空闲前，该摄像头已有更新的画面',
  ],
  'detector.died': [
    'its detector died while a newer frame of this camera was waiting',
    '检测器异常退出，已有更新的画面在等待',
  ],
  'detector.memory': [
    'expected at most {{most}} MB of memory, found {{found}} MB: the model was ended',
    '内存最多 {{most}} MB，已使用 {{found}} MB，模型已终止',
  ],
  'detector.badRequest': ['The request to load a model is invalid', '加载模型的请求无效'],
} as const satisfies SentenceTable;
