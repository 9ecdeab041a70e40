import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'models-nats', rootDir: import.meta.dirname };
