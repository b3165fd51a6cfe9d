export * from './encoding';
export * from './envelope';
export * from './events';
export * from './ids';
export * from './limits';
export * from './peer-messages';
export * from './result';
export * from './sealed-messages';
