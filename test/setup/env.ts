// Template validation costs two seconds of CPU per test file; test/validation turns it on for itself.
process.env.CDK_VALIDATION ??= 'false';
process.env.CDK_DISABLE_STACK_TRACE ??= '1';
// The deprecated alpha package is only here to be referenced.
process.env.JSII_DEPRECATED ??= 'quiet';
