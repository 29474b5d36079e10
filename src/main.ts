#!/usr/bin/env node
import 'reflect-metadata';
import { buildProgram } from './cli/program';
import { exitWith } from './cli/exit';

buildProgram(process.argv[2])
  .then((program) => program.parseAsync())
  .catch((error: unknown) => exitWith(error));
