import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'nats', rootDir: import.meta.dirname };
