import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'detection-nats', rootDir: import.meta.dirname };
