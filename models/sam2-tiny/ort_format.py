"""Reads ONNX Runtime's own model format, a FlatBuffer, back into the ONNX graph that it was made from."""

import os
import sys

import onnx
import onnxruntime
from onnx import AttributeProto, helper

# The schema's accessors come with onnxruntime, but not as a package.
sys.path.insert(0, os.path.join(os.path.dirname(onnxruntime.__file__), "tools", "ort_format_model"))
from ort_flatbuffers_py.fbs import InferenceSession, TensorTypeAndShape, TypeInfoValue  # noqa: E402

FIXED_SIZE = 1


def read(path):
    """Reads the model of an .ort file. Subgraphs and sparse or text tensors are not supported; SAM 2 has none."""
    with open(path, "rb") as file:
        stored = InferenceSession.InferenceSession.GetRootAs(bytearray(file.read()), 0).Model()
    graph = _graph(stored.Graph())
    domains = {node.domain for node in graph.node}
    opsets = [(_domain(one.Domain()), one.Version()) for one in _each(stored, "OpsetImport")]
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid(name, version) for name, version in opsets if name in domains],
        producer_name=_text(stored.ProducerName()),
    )
    model.ir_version = stored.IrVersion()
    return model


def _graph(stored):
    tensors = [_tensor(one) for one in _each(stored, "Initializers")]
    infos = {_text(one.Name()): _value_info(one) for one in _each(stored, "NodeArgs")}
    constants = {tensor.name for tensor in tensors}
    inputs = [_text(stored.Inputs(i)) for i in range(stored.InputsLength())]
    outputs = [_text(stored.Outputs(i)) for i in range(stored.OutputsLength())]
    inner = infos.keys() - constants - {*inputs, *outputs}
    return helper.make_graph(
        [_node(one) for one in _each(stored, "Nodes")],
        "encoder",
        [infos[name] for name in inputs if name not in constants],
        [infos[name] for name in outputs],
        tensors,
        value_info=[infos[name] for name in sorted(inner) if infos[name] is not None],
    )


def _node(stored):
    node = helper.make_node(
        _text(stored.OpType()),
        [_text(stored.Inputs(i)) for i in range(stored.InputsLength())],
        [_text(stored.Outputs(i)) for i in range(stored.OutputsLength())],
        name=_text(stored.Name()),
        domain=_domain(stored.Domain()),
    )
    node.attribute.extend(_attribute(one) for one in _each(stored, "Attributes"))
    return node


def _attribute(stored):
    kind = stored.Type()
    values = {
        AttributeProto.FLOAT: stored.F,
        AttributeProto.INT: stored.I,
        AttributeProto.STRING: stored.S,
        AttributeProto.TENSOR: lambda: _tensor(stored.T()),
        AttributeProto.FLOATS: lambda: [stored.Floats(i) for i in range(stored.FloatsLength())],
        AttributeProto.INTS: lambda: [stored.Ints(i) for i in range(stored.IntsLength())],
        AttributeProto.STRINGS: lambda: [stored.Strings(i) for i in range(stored.StringsLength())],
    }
    return helper.make_attribute(_text(stored.Name()), values[kind](), attr_type=kind)


def _tensor(stored):
    if stored.DataType() == onnx.TensorProto.STRING:
        raise ValueError("a tensor of texts: " + _text(stored.Name()))
    tensor = onnx.TensorProto(name=_text(stored.Name()), data_type=stored.DataType())
    tensor.dims.extend(stored.Dims(i) for i in range(stored.DimsLength()))
    raw = stored.RawDataAsNumpy()
    tensor.raw_data = b"" if isinstance(raw, int) else raw.tobytes()  # 0 stands for none
    return tensor


def _value_info(stored):
    kind = stored.Type()
    if kind is None or kind.ValueType() != TypeInfoValue.TypeInfoValue.tensor_type:
        return None
    tensor = TensorTypeAndShape.TensorTypeAndShape()
    tensor.Init(kind.Value().Bytes, kind.Value().Pos)
    return helper.make_tensor_value_info(_text(stored.Name()), tensor.ElemType(), _shape(tensor.Shape()))


def _shape(stored):
    if stored is None:
        return None
    sizes = [one.Value() for one in _each(stored, "Dim")]
    return [size.DimValue() if size.DimType() == FIXED_SIZE else _text(size.DimParam()) or None for size in sizes]


def _each(stored, name):
    return [getattr(stored, name)(i) for i in range(getattr(stored, name + "Length")())]


def _domain(stored):
    name = _text(stored)
    return "" if name == "ai.onnx" else name


def _text(stored):
    return "" if stored is None else stored.decode()
