// The tools of shop.ts. The gateway passes the arguments as the event, and the name of the tool in the client context.
const ORDERS = { 'o-1': { orderId: 'o-1', article: 'teapot', amount: 30 }, 'o-2': { orderId: 'o-2', article: 'kettle', amount: 80 } };

exports.handler = async ({ orderId, amount }, context) => {
  const tool = context.clientContext.custom.bedrockAgentCoreToolName.split('___').pop();
  const order = ORDERS[orderId];
  if (!order) throw new Error(`no order has the id ${orderId}`);
  return tool === 'refund_order' ? { orderId, refunded: amount ?? order.amount } : order;
};
