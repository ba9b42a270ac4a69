import { testRule } from './rows';
import { logDelivery } from '../../build-tools/rule-examples/log-templates';
import { gateway, template } from '../../build-tools/rule-examples/templates';
import { deliveryBeforeItsSource } from '../../src/rules/order/delivery-before-its-source';

const byName = logDelivery({ delivery: { DeliverySourceName: 'tools' } });

testRule(deliveryBeforeItsSource, {
  fails: [
    ['a source that is named by a text', template({ Gateway: gateway(), ...byName }), 'S1/Delivery: delivery S1/Delivery may be created before its source S1/Source; make delivery S1/Delivery depend on S1/Source'],
  ],
  passes: [
    ['a reference', template({ Gateway: gateway(), ...logDelivery() })],
    ['a dependency', template({ Gateway: gateway(), ...byName, Delivery: { ...byName.Delivery as object, DependsOn: 'Source' } })],
  ],
  doesNotApply: [
    ['a source without delivery', template({ Gateway: gateway(), Source: byName.Source })],
  ],
  isUnknown: [],
});
