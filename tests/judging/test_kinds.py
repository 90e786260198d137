"""Kinds of texts that are easily misread, each with the statuses that are right."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED
from samples import SCHEME

# content, target, text, the statuses that are right
KINDS = {
    # the number that was promised stands in a denial, and nothing was reached
    "negated_number": [
        (
            "Mở 04 lớp dạy nghề",
            "04 lớp",
            "Có 04 lớp không mở được vì thiếu học viên",
            "not_completed|unresolved",
        ),
        ("Trồng 20 ha rừng phòng hộ", "20 ha", "Còn 20 ha chưa trồng", "in_progress|unresolved"),
        (
            "Thanh tra 06 doanh nghiệp",
            "06 doanh nghiệp",
            "06 doanh nghiệp không thanh tra được",
            "not_completed|unresolved",
        ),
        ("Lắp đặt 12 trạm quan trắc", "12 trạm", "Cả 12 trạm chưa lắp đặt xong", "in_progress|unresolved"),
        (
            "Sửa chữa 05 cây cầu",
            "05 cây cầu",
            "05 cây cầu không được bố trí vốn sửa chữa",
            "not_completed|unresolved",
        ),
        (
            "Ký 03 thỏa thuận hợp tác",
            "03 thỏa thuận",
            "03 thỏa thuận hợp tác không ký được",
            "not_completed|unresolved",
        ),
        ("Bê tông hóa 07 tuyến đường", "07 tuyến", "Còn 07 tuyến chưa khởi công", "in_progress|unresolved"),
        ("Kết nạp 15 đảng viên", "15 đảng viên", "Không kết nạp đủ 15 đảng viên", "not_completed|unresolved"),
    ],
    # the authority ended the work, in whatever words; proposed is not ended; an end may be the promise
    "ended_by_authority": [
        (
            "Xây dựng bến xe liên huyện",
            "01 bến xe",
            "UBND Tỉnh đã có quyết định hủy bỏ dự án",
            "stopped|unresolved",
        ),
        (
            "Đầu tư khu xử lý rác",
            "01 khu",
            "Chủ tịch UBND Tỉnh đã đồng ý chấm dứt thực hiện tại Công văn số 88/UBND-KT",
            "stopped",
        ),
        (
            "Lập đề án du lịch nông thôn",
            "01 đề án",
            "UBND Tỉnh đã thống nhất không tiếp tục thực hiện đề án",
            "stopped",
        ),
        (
            "Kêu gọi đầu tư chợ đầu mối",
            "01 dự án",
            "Sở kiến nghị UBND Tỉnh hủy bỏ chủ trương đầu tư",
            "unresolved",
        ),
        (
            "Giải thể 03 ban quản lý chợ hoạt động kém",
            "03 ban",
            "UBND huyện đã ban hành quyết định giải thể 03 ban quản lý chợ",
            "completed|unresolved",
        ),
        ("Thu hồi giấy phép 04 bến đò không phép", "04 bến", "Đã thu hồi giấy phép 04/04 bến", "completed"),
        (
            "Xây dựng nhà máy điện rác",
            "01 nhà máy",
            "UBND Tỉnh đã thu hồi giấy chứng nhận đăng ký đầu tư tại Quyết định số 301/QĐ-UBND-HC",
            "stopped|unresolved",
        ),
        (
            "Phát triển làng nghề",
            "01 làng nghề",
            "UBND Tỉnh không cho tiếp tục triển khai",
            "stopped|unresolved",
        ),
        ("Đầu tư trung tâm logistics", "01 trung tâm", "Đang làm thủ tục chấm dứt dự án", "unresolved"),
    ],
    # a comparison with last year says nothing of the target
    "compared_with_last_year": [
        ("Thu nội địa", "100% dự toán", "Đạt 112% dự toán, giảm 7% so với cùng kỳ", "completed"),
        (
            "Sản lượng cá tra",
            "500.000 tấn",
            "Sản lượng đạt 410.000 tấn, cao hơn 2% so với cùng kỳ",
            "in_progress",
        ),
        (
            "Giải ngân vốn chương trình mục tiêu",
            "100% kế hoạch",
            "Mới đạt 61% kế hoạch, tăng 8 điểm phần trăm so với cùng kỳ năm trước",
            "in_progress",
        ),
        (
            "Phát triển đội ngũ cộng tác viên dân số",
            "",
            "Số cộng tác viên giảm 9% so với cùng kỳ",
            "unresolved|in_progress",
        ),
        (
            "Đón khách tham quan",
            "300.000 lượt khách",
            "Đón 340.000 lượt khách, giảm 12% so với năm trước",
            "completed",
        ),
        (
            "Giảm số vụ phạm pháp hình sự",
            "giảm 5%",
            "Số vụ phạm pháp hình sự giảm 7% so với cùng kỳ",
            "completed|in_progress|unresolved",
        ),
        (
            "Giảm số vụ phạm pháp hình sự",
            "giảm 5%",
            "Số vụ phạm pháp hình sự tăng 3% so với cùng kỳ",
            "not_completed|in_progress|unresolved",
        ),
    ],
    # what is overdue within a count is a fact about a part
    "overdue_within_a_count": [
        (
            "Giải quyết hồ sơ đất đai",
            "100%",
            "Đã giải quyết 420/600 hồ sơ, trong đó 35 hồ sơ trễ hạn",
            "in_progress",
        ),
        (
            "Xử lý 30 kiến nghị cử tri",
            "30 kiến nghị",
            "Đã xử lý 30/30 kiến nghị, trong đó 04 kiến nghị xử lý quá hạn",
            "completed",
        ),
        (
            "Xử lý đúng hạn 30 kiến nghị cử tri",
            "30 kiến nghị đúng hạn",
            "Đã xử lý 30/30 kiến nghị, trong đó 04 kiến nghị quá hạn",
            "unresolved|not_completed",
        ),
        (
            "Thực hiện 24 nhiệm vụ của chương trình công tác",
            "24 nhiệm vụ",
            "Hoàn thành 19/24 nhiệm vụ (02 nhiệm vụ quá hạn, 03 nhiệm vụ chưa đến hạn)",
            "in_progress",
        ),
        (
            "Trả lời công dân đúng thời hạn",
            "100% đúng hạn",
            "Đã trả lời 88/88 đơn, trong đó 05 đơn trả lời trễ hạn",
            "unresolved|not_completed",
        ),
        ("Giải quyết 100 đơn khiếu nại", "100 đơn", "Còn 12 đơn quá hạn", "in_progress|unresolved"),
    ],
    # the period is over and short, or the plan is named beside the number
    "closed_period": [
        (
            "Phát triển 200 doanh nghiệp mới",
            "200 doanh nghiệp",
            "Cả năm thành lập được 171 doanh nghiệp",
            "not_completed|unresolved",
        ),
        ("Tỷ lệ hộ dùng nước sạch", "92%", "Đến hết năm chỉ đạt 89,4%", "not_completed|unresolved"),
        ("Tỷ lệ lao động qua đào tạo", "70%", "71,2% so với kế hoạch là 70%", "completed"),
        ("Tỷ lệ lao động qua đào tạo", "70%", "68,9% so với kế hoạch là 70%", "in_progress"),
        (
            "Tuyển 40 công chức",
            "40 công chức",
            "Kết thúc năm tuyển được 28/40 công chức",
            "not_completed|unresolved",
        ),
        (
            "Số hóa 500.000 trang tài liệu",
            "500.000 trang",
            "Trong năm số hóa được 430.000 trang",
            "not_completed|unresolved|in_progress",
        ),
        ("Thu hút 12 dự án đầu tư", "12 dự án", "Đến hết năm thu hút được 14 dự án", "completed"),
    ],
    # “khi”, “sau khi”, “không còn” and the like decide nothing by themselves
    "weak_word": [
        (
            "Tổ chức phiên chợ hàng Việt",
            "01 phiên",
            "Phiên chợ không tổ chức được khi các doanh nghiệp đồng loạt từ chối",
            "not_completed|unresolved",
        ),
        (
            "Xây dựng khu tái định cư",
            "01 khu",
            "Đơn vị trúng thầu không còn khả năng thực hiện hợp đồng",
            "unresolved|not_completed",
        ),
        (
            "Giải quyết đơn thư",
            "100%",
            "Sau khi tiếp nhận đơn, phòng đã giải quyết và trả lời người nộp đơn",
            "completed|unresolved",
        ),
        (
            "Nạo vét kênh trục",
            "01 tuyến",
            "Dân chưa bàn giao đất nên chưa thể nạo vét",
            "in_progress|unresolved",
        ),
        ("Lắp camera an ninh", "20 điểm", "Khi có kinh phí mới lắp", "in_progress|unresolved"),
        ("Xây dựng chợ nổi", "01 chợ", "Chủ đầu tư xin thôi thực hiện", "unresolved"),
    ],
    # it is done and care for it goes on, or it was sent and is only urged
    "done_and_goes_on": [
        (
            "Nâng cấp hệ thống chiếu sáng",
            "01 hệ thống",
            "Đã nâng cấp xong, tiếp tục bảo trì định kỳ",
            "completed",
        ),
        ("Xử lý điểm ngập úng", "01 điểm", "Đã xử lý dứt điểm; sẽ theo dõi trong mùa mưa", "completed"),
        ("Phần mềm một cửa", "01 phần mềm", "Đã đưa vào vận hành, đang hoạt động ổn định", "completed"),
        (
            "Ban hành quy định giá đất",
            "01 quyết định",
            "Đã trình UBND Tỉnh từ tháng 7, đề nghị UBND Tỉnh sớm xem xét ban hành",
            "awaiting_appraisal",
        ),
        ("Mở lớp bồi dưỡng", "01 lớp", "Quý I chưa mở được, lùi sang quý III", "in_progress"),
        (
            "Xây dựng đề án cây xanh",
            "01 đề án",
            "Sở đã trình UBND Tỉnh ngày 02/8, đang chờ phê duyệt (số liệu đến 15/9)",
            "awaiting_appraisal",
        ),
        (
            "Cấp nước cho 300 hộ",
            "300 hộ",
            "Đã cấp nước cho 312 hộ và tiếp tục mở rộng mạng lưới",
            "completed|unresolved",
        ),
        (
            "Xây dựng kế hoạch phòng chống thiên tai",
            "01 kế hoạch",
            "Hạn đến tháng 12 nhưng đã ban hành trong tháng 8",
            "completed",
        ),
    ],
    # a bracket, “trong đó” and “còn lại” tell of a part
    "part_or_whole": [
        (
            "Giải quyết việc làm cho 900 lao động",
            "900 lao động",
            "Đã giải quyết việc làm cho 1.050 lao động (430 lao động nữ)",
            "completed",
        ),
        (
            "Công nhận 24 ấp văn hóa",
            "24 ấp",
            "18 ấp được công nhận; 06 ấp đang hoàn thiện hồ sơ",
            "in_progress",
        ),
        (
            "Đào tạo nghề",
            "6.000 người",
            "Đã đào tạo 6.240 người (trong đó 2.900 nữ), đạt 104% kế hoạch",
            "completed",
        ),
        (
            "Trồng 100 ha cây ăn trái",
            "100 ha",
            "Đã trồng 64 ha, trong đó 100% là giống mới",
            "in_progress|unresolved",
        ),
        (
            "Lắp 500 đồng hồ nước",
            "500 đồng hồ",
            "Đã lắp 700 thiết bị, trong đó 380 đồng hồ nước",
            "in_progress|unresolved",
        ),
    ],
    # a step towards the promise is not the promise, unless the step was promised
    "step_is_not_the_end": [
        ("Xây dựng 03 trạm y tế", "03 trạm", "03/03 trạm đã khởi công", "in_progress"),
        (
            "Nâng cấp đường liên xã",
            "01 tuyến",
            "Đã hoàn thành bồi thường, giá trị xây lắp đạt 72%",
            "in_progress",
        ),
        (
            "Xây dựng nhà văn hóa",
            "01 nhà",
            "Báo cáo kinh tế kỹ thuật đã được phê duyệt tại Quyết định số 15/QĐ-UBND",
            "in_progress",
        ),
        (
            "Trình phê duyệt dự án nhà văn hóa",
            "01 quyết định",
            "Dự án đã được phê duyệt tại Quyết định số 15/QĐ-UBND-HC",
            "completed",
        ),
        (
            "Mua sắm máy chủ",
            "01 gói",
            "Đã phê duyệt kết quả lựa chọn nhà thầu, đang thương thảo hợp đồng",
            "in_progress",
        ),
        ("Thi công kè chống sạt lở", "01 kè", "Khối lượng đạt 58%, chậm 4% so với tiến độ", "in_progress"),
        (
            "10 sản phẩm OCOP được công nhận",
            "10 sản phẩm",
            "Dự kiến có 10 sản phẩm được công nhận",
            "in_progress|unresolved",
        ),
        (
            "Ban hành đề án chuyển đổi số",
            "01 đề án",
            "Đã hoàn thành đề cương và lấy ý kiến các phòng",
            "in_progress",
        ),
        (
            "Ban hành quy chế phối hợp",
            "01 quy chế",
            "Dự thảo quy chế đã được các thành viên thông qua, đang trình ký",
            "in_progress|awaiting_appraisal|unresolved",
        ),
        ("Xây dựng khu hành chính", "01 khu", "Đã được HĐND tỉnh thông qua chủ trương đầu tư", "in_progress"),
        ("Giải ngân vốn xây dựng cơ bản", "100%", "Đã phân bổ 100% kế hoạch vốn", "in_progress|unresolved"),
        (
            "Sửa chữa 04 trường tiểu học",
            "04 trường",
            "Đã phê duyệt dự toán 04/04 trường",
            "in_progress|unresolved",
        ),
        (
            "Đạt chuẩn đô thị loại V",
            "01 đô thị",
            "Đã hoàn thành hồ sơ đề nghị công nhận, Sở Xây dựng đang thẩm định",
            "awaiting_appraisal",
        ),
    ],
    # acts within a noun phrase were not done by the unit
    "noun_not_act": [
        (
            "Theo dõi công tác đấu thầu",
            "thường xuyên",
            "Theo dõi các gói thầu trình thẩm định",
            "in_progress|unresolved",
        ),
        (
            "Tiếp nhận hồ sơ",
            "thường xuyên",
            "Thường xuyên tiếp nhận hồ sơ đề nghị phê duyệt",
            "in_progress|unresolved",
        ),
        (
            "Quản lý quy hoạch",
            "thường xuyên",
            "Kiểm tra các đồ án đã được phê duyệt",
            "in_progress|unresolved",
        ),
        (
            "Hướng dẫn các xã",
            "thường xuyên",
            "Hướng dẫn các xã hồ sơ công nhận nông thôn mới",
            "in_progress|unresolved",
        ),
        (
            "Thẩm định thiết kế",
            "thường xuyên",
            "Các công trình đã hoàn thành đưa vào sử dụng được kiểm tra thường xuyên",
            "in_progress|unresolved",
        ),
    ],
    # a share with “trên”, “hơn”, “gần”, of the plan of the year or of a part of it
    "share_with_a_hedge": [
        ("Thu phí cảng", "100% kế hoạch", "Đạt trên 118% kế hoạch", "completed"),
        ("Thu phí cảng", "100% kế hoạch", "Đạt hơn 93% kế hoạch năm", "in_progress|unresolved"),
        ("Sản lượng lúa", "100% kế hoạch", "Ước đạt 240.000 tấn, bằng 61% kế hoạch", "in_progress"),
        ("Thu thuế", "100% dự toán năm", "Đạt 100% dự toán 6 tháng và 54% dự toán cả năm", "in_progress"),
        ("Tỷ lệ che phủ cây xanh", "12%", "12,4% - Đạt", "completed"),
        ("Thu ngân sách xã", "100% dự toán", "Gần 100% dự toán", "in_progress|unresolved"),
        ("Tỷ lệ bao phủ bảo hiểm y tế", "93%", "Đạt khoảng 93%", "completed|unresolved|in_progress"),
        ("Giải ngân vốn đầu tư công", "100%", "Ước đạt 100%", "in_progress|unresolved"),
        ("Tỷ lệ hồ sơ trực tuyến", "80%", "Chưa tới 80%", "in_progress|unresolved"),
        ("Tỷ lệ hồ sơ trực tuyến", "80%", "Dưới 80%", "in_progress|unresolved"),
    ],
    # the promise sets a limit that must not be passed
    "ceiling": [
        (
            "Tỷ lệ hộ nghèo không quá 3%",
            "không quá 3%",
            "Tỷ lệ hộ nghèo còn 2,4%",
            "completed|in_progress|unresolved",
        ),
        (
            "Tỷ lệ hộ nghèo không quá 3%",
            "không quá 3%",
            "Tỷ lệ hộ nghèo còn 3,8%",
            "unresolved|in_progress|not_completed",
        ),
        ("Tai nạn giao thông không quá 40 vụ", "không quá 40 vụ", "Đã xảy ra 22 vụ", "in_progress"),
        ("Tai nạn giao thông không quá 40 vụ", "không quá 40 vụ", "Đã xảy ra 47 vụ", "not_completed"),
        ("Nợ đọng thuế dưới 5%", "dưới 5%", "Đạt 4,1%, vượt chỉ tiêu", "completed|unresolved|in_progress"),
        (
            "Chi thường xuyên tăng không quá 4%",
            "không quá 4%",
            "Chi thường xuyên tăng 6%",
            "not_completed|unresolved",
        ),
        (
            "Chi thường xuyên tăng không quá 4%",
            "không quá 4%",
            "Chi thường xuyên tăng 3%",
            "in_progress|unresolved",
        ),
        (
            "Tỷ lệ thất nghiệp dưới 2,5%",
            "dưới 2,5%",
            "Tỷ lệ thất nghiệp 2,9%",
            "unresolved|in_progress|not_completed",
        ),
    ],
    # of several options in a cell the ticked one is the answer
    # a number that is the target, a decision or a part, and says nothing of what was reached
    "number_of_something_else": [
        (
            "Đón 3 triệu lượt khách",
            "3 triệu lượt khách",
            "Mới chỉ đạt gần 20% so với kế hoạch đón 3 triệu lượt khách",
            "in_progress|unresolved",
        ),
        (
            "Trả lời kiến nghị của cử tri",
            "48 kiến nghị",
            "Trong đó có 19/48 kiến nghị đã được giải quyết xong",
            "in_progress|unresolved",
        ),
        (
            "Sửa nhà cho hộ nghèo",
            "2.400 căn",
            "Đã có tổng số 1.950 căn hoàn thành và đưa vào sử dụng",
            "in_progress|unresolved",
        ),
        (
            "Xây dựng cầu Rạch Gốc",
            "",
            "Tổng khối lượng hoàn thành của dự án khoảng 45%",
            "in_progress",
        ),
        (
            "Chia lợi nhuận 8%",
            "8%",
            "Hội đồng quyết định chia lợi nhuận 8%, đang xin ý kiến Sở Tài chính",
            "in_progress|unresolved",
        ),
        (
            "Sản lượng điện mặt trời",
            "",
            "Lũy kế 7 tháng đạt 410 triệu kWh, thấp hơn 90 triệu kWh so với kế hoạch năm",
            "in_progress|unresolved",
        ),
        (
            "Xây dựng tuyến ống dẫn nước Tân Hòa",
            "27 km",
            "Phạm vi mặt bằng đã được bàn giao là 6/27km",
            "in_progress|unresolved",
        ),
        ("Thu nhập bình quân", "85 triệu đồng", "Ước cả năm đạt chỉ tiêu đề ra", "unresolved"),
        (
            "Ban hành quy chế",
            "01 quy chế",
            "Đã hoàn thành tại Báo cáo số 9/BC-SNV ngày 02/12/2022",
            "completed",
        ),
        ("Kết nạp đoàn viên", "60 đoàn viên", "Đã kết nạp mới 64 đoàn viên", "completed"),
    ],
    # who is at work on the matter
    "with_whom_it_lies": [
        (
            "Giải ngân vốn đầu tư công",
            "100%",
            "Chưa đáp ứng yêu cầu chỉ đạo của UBND Tỉnh",
            "in_progress|unresolved",
        ),
        (
            "Phê duyệt phương án sử dụng đất",
            "",
            "Phương án đang trong quá trình xem xét của cơ quan có thẩm quyền, chưa được phê duyệt",
            "awaiting_appraisal",
        ),
        (
            "Giải quyết phản ánh về tiếng ồn",
            "",
            "Đã hướng dẫn công dân gửi đơn đến Sở Xây dựng để xem xét",
            "unresolved|in_progress",
        ),
        (
            "Nộp tiền theo kết luận thanh tra",
            "",
            "Đã nộp một phần (chưa hết thời gian thực hiện)",
            "in_progress|unresolved",
        ),
    ],
    "ticked_choice": [
        ("Ban hành quy chế", "01 quy chế", "☑ Hoàn thành ☐ Chưa hoàn thành ☐ Không hoàn thành", "completed"),
        (
            "Ban hành quy chế",
            "01 quy chế",
            "☐ Hoàn thành ☑ Chưa hoàn thành ☐ Không hoàn thành",
            "in_progress",
        ),
        (
            "Ban hành quy chế",
            "01 quy chế",
            "☐ Hoàn thành ☐ Chưa hoàn thành ☒ Không hoàn thành",
            "not_completed",
        ),
        ("Ban hành quy chế", "01 quy chế", "☐ Hoàn thành ☐ Chưa hoàn thành ☐ Không hoàn thành", "unresolved"),
        ("Ban hành quy chế", "01 quy chế", "[x] Hoàn thành [ ] Chưa hoàn thành", "completed"),
        ("Ban hành quy chế", "01 quy chế", "[ ] Hoàn thành [x] Chưa hoàn thành", "in_progress"),
        ("Ban hành quy chế", "01 quy chế", "Hoàn thành; Chưa hoàn thành", "unresolved|in_progress"),
        ("Ban hành quy chế", "01 quy chế", "☒ Hoàn thành ☒ Chưa hoàn thành", "unresolved"),
        ("Ban hành quy chế", "01 quy chế", "Hoàn thành ☐ Không hoàn thành ☑", "not_completed"),
    ],
    # a number counts another thing, a stage, a step before, or something that was lost again
    "counts_another_thing": [
        (
            "Đào tạo nghề nông thôn",
            "500 người",
            "Đã đào tạo 510 người, trong đó 200 người bỏ học",
            "unresolved",
        ),
        (
            "Đào tạo nghề nông thôn",
            "500 người",
            "Đã đào tạo 510 người, trong đó 200 người là nữ",
            "completed",
        ),
        ("Đào tạo nghề nông thôn", "500 người", "Đã mời 520 người tham dự lớp học", "unresolved"),
        ("Trồng rừng ven biển", "300 ha", "Đã trồng 310 ha, 120 ha bị chết do nắng hạn", "unresolved"),
        ("Cấp nước sạch nông thôn", "03 xã", "Đã cấp nước cho 450/450 hộ đăng ký", "unresolved"),
        (
            "Xây dựng 05 công trình thủy lợi",
            "05 công trình",
            "Đã ký 05/05 hợp đồng thi công",
            "in_progress|unresolved",
        ),
        ("Bê tông hóa đường liên ấp", "12 km", "Đã giải ngân 12 tỷ đồng, đạt 100%", "in_progress|unresolved"),
        ("Bê tông hóa đường liên ấp", "12 km", "Đã hoàn thành 12,5 km", "completed"),
        (
            "Xây nhà văn hóa ấp",
            "20 nhà",
            "Đã có 20/20 ấp bố trí được đất xây nhà văn hóa",
            "in_progress|unresolved",
        ),
        (
            "Giải phóng mặt bằng đường tránh",
            "38 km",
            "100% hộ dân đã nhận tiền bồi thường",
            "in_progress|unresolved",
        ),
        (
            "Nghiên cứu giống lúa mới",
            "02 giống",
            "Đã trồng thử nghiệm 02 giống lúa mới",
            "in_progress|unresolved",
        ),
        (
            "Bán đấu giá tài sản công",
            "03 cơ sở",
            "Đã đăng thông báo đấu giá 03 cơ sở",
            "in_progress|unresolved",
        ),
        ("Lắp camera giám sát", "120 camera", "Đã lắp đặt, đưa vào sử dụng 126 camera", "completed"),
        ("Tỷ lệ người dân có bảo hiểm y tế", "95%", "100% học sinh có bảo hiểm", "in_progress|unresolved"),
    ],
    # what was promised was to submit, or what was submitted is a paper on the way
    "submitted": [
        ("Hoàn thiện dự thảo đề án, trình Chính phủ", "", "Sở đã trình Chính phủ dự thảo đề án", "completed"),
        (
            "Ban hành nghị quyết về học phí",
            "",
            "Sở đã tham mưu UBND Tỉnh ban hành Tờ trình số 20/TTr-UBND",
            "awaiting_appraisal|unresolved",
        ),
        (
            "Công nhận ấp văn hóa",
            "ấp Phú Lợi",
            "Huyện đã đề nghị UBND Tỉnh tiếp tục công nhận ấp Phú Lợi",
            "awaiting_appraisal",
        ),
        (
            "Công nhận đô thị loại III",
            "",
            "Bộ Xây dựng đã thẩm định, kết quả đạt 82,5 điểm",
            "unresolved|in_progress",
        ),
    ],
    # another body looked at all of them, or another decision is named
    "others_decide": [
        (
            "Xây dựng trường đạt chuẩn quốc gia",
            "05 trường",
            "Đã đánh giá ngoài 05/05 trường",
            "awaiting_appraisal|in_progress|unresolved",
        ),
        (
            "Ban hành bảng giá đất",
            "",
            "Quyết định số 45/2019/QĐ-UBND ban hành bảng giá đất đã hết hiệu lực",
            "in_progress|unresolved",
        ),
        ("Ban hành bảng giá đất", "", "Bảng giá đất được HĐND Tỉnh thông qua ngày 10/12/2021", "completed"),
    ],
    # what hinders it now is no doubt about a plan
    "hindered_but_planned": [
        (
            "Xây cầu thôn Nà Lốc",
            "",
            "Nguồn vốn còn khó khăn, UBND huyện sẽ đầu tư trong thời gian tới",
            "in_progress",
        ),
        ("Xây cầu thôn Nà Lốc", "", "Đã xây xong cầu, nhưng mặt cầu xuống cấp", "unresolved"),
    ],
    # a paper to do it is a first step, unless the paper was promised
    "paper_to_do_it": [
        (
            "Rà soát văn bản quy phạm pháp luật do huyện ban hành từ năm 2015",
            "",
            "Đã phê duyệt Kế hoạch rà soát, phân loại văn bản quy phạm pháp luật",
            "in_progress|unresolved",
        ),
        (
            "Kiểm tra, đối chiếu các quy hoạch chợ",
            "",
            "UBND Tỉnh ban hành Kế hoạch số 41/KH-UBND kiểm tra, đối chiếu các quy hoạch chợ",
            "in_progress",
        ),
        ("Khảo sát các đề án làng nghề", "", "Đã ban hành Chương trình khảo sát làng nghề", "in_progress"),
        ("Thanh tra 07 trường học", "07 trường", "Đã có Quyết định thanh tra 07 trường học", "in_progress"),
        (
            "Thanh tra 07 trường học",
            "07 trường",
            "Đã ban hành quyết định thành lập đoàn thanh tra",
            "in_progress",
        ),
        (
            "Kiểm tra an toàn đò ngang",
            "",
            "Đã ban hành Quyết định số 15/QĐ-SGTVT về việc kiểm tra an toàn đò ngang",
            "in_progress",
        ),
        (
            "Điều tra cung cầu lao động",
            "",
            "Phương án điều tra cung cầu lao động đã được duyệt",
            "in_progress|unresolved",
        ),
        (
            "Rà soát, bổ sung quy hoạch bến thủy",
            "",
            "Đã ban hành Quyết định rà soát quy hoạch bến thủy",
            "unresolved",
        ),
        (
            "Kiểm tra an toàn đò ngang",
            "",
            "Đã ban hành Kế hoạch kiểm tra, đã kiểm tra xong các bến",
            "completed",
        ),
        ("Ban hành kế hoạch kiểm tra đò ngang", "", "Đã ban hành Kế hoạch kiểm tra đò ngang", "completed"),
        ("Rà soát, ban hành kế hoạch cấp nước", "", "Đã ban hành Kế hoạch cấp nước", "completed"),
        ("Kế hoạch kiểm tra đò ngang", "", "Đã ban hành Kế hoạch kiểm tra đò ngang", "completed|unresolved"),
    ],
    # what was reached once, or was to be reached, before a word for how it stands now
    "then_and_now": [
        (
            "Xã Long Hưng đạt 17 tiêu chí",
            "17 tiêu chí",
            "Là xã đầu tiên đạt 17 tiêu chí, thế nhưng hiện nay nhiều tuyến đường thi công dở",
            "unresolved|in_progress",
        ),
        ("Trồng 30 ha rừng đước", "30 ha", "Đã trồng 30 ha, nhưng hiện nay gặp nắng nóng", "unresolved"),
        (
            "Trồng 30 ha rừng đước",
            "30 ha",
            "Đã trồng 30 ha, tuy nhiên hiện nay do thiếu nước nên chậm lớn",
            "unresolved",
        ),
        (
            "Xây dựng bến phà Cây Me",
            "",
            "Bến phà đã hoàn thành, song hiện nay, bến đang gặp khó",
            "unresolved",
        ),
        (
            "Xây dựng bến phà Cây Me",
            "",
            "Bến phà đã hoàn thành, riêng hiện nay đang hoạt động ổn định",
            "completed",
        ),
        ("Xây dựng bến phà Cây Me", "", "Thi công gặp khó do nước lớn, nhưng nay đã hoàn thành", "completed"),
        ("Xây dựng bến phà Cây Me", "", "Đã hoàn thành, nhưng gặp khó khăn về luồng lạch", "unresolved"),
        (
            "Trồng 30 ha rừng đước",
            "30 ha",
            "Hiện nay đã trồng 30 ha, nhưng trên đất công",
            "completed|unresolved",
        ),
    ],
    # a score that a unit gives itself is not given, and a duty of the year is not done by one round
    "own_score_and_duty": [
        ("Công nhận xã văn hóa", "", "Tự chấm đạt 5/5 xã", "awaiting_appraisal|unresolved"),
        ("Tăng cường kiểm tra chợ", "", "Đã kiểm tra chợ", "in_progress|unresolved"),
        ("Kiểm tra chợ", "", "Đã kiểm tra chợ", "completed"),
    ],
    # what may fail has not
    "may_fail": [
        ("Nuôi tôm càng xanh", "", "Nếu thất bại thì chuyển sang nuôi cá", "in_progress|unresolved"),
        ("Nuôi tôm càng xanh", "", "Mô hình có nguy cơ thất bại", "in_progress|unresolved"),
        ("Nuôi tôm càng xanh", "", "Mô hình đã thất bại", "not_completed"),
    ],
    # above the plan is worse where a loss is what is planned; single cases are no outbreak; a reason to withdraw
    "reads_the_other_way": [
        (
            "Tỷ lệ thất thoát nước sạch",
            "",
            "Tỷ lệ thất thoát là 19%, cao hơn 2% so với kế hoạch",
            "unresolved",
        ),
        ("Tỷ lệ nợ xấu", "", "Vượt kế hoạch được giao", "unresolved"),
        ("Giảm thất thoát nước sạch", "", "Vượt kế hoạch được giao", "completed|unresolved"),
        ("Doanh thu nước sạch", "", "Vượt kế hoạch được giao", "completed"),
        ("Không để bệnh dại lây lan", "", "Từ đầu năm ghi nhận 14 ca nghi mắc", "unresolved"),
        ("Không để xảy ra bệnh dại", "", "Từ đầu năm ghi nhận 14 ca mắc", "not_completed"),
        (
            "Đầu tư nhà máy gạch Rạch Gòi",
            "",
            "Lý do thu hồi: nhà đầu tư chưa hoàn tất thủ tục",
            "unresolved|stopped",
        ),
        ("Đầu tư nhà máy gạch Rạch Gòi", "", "Chưa khởi công do thu hồi đất chậm", "in_progress"),
    ],
    # a rule for the whole country ends nothing by itself, nor does a district
    "stop_read_out_of_a_rule": [
        ("Xây dựng bến xe", "", "Sở Giao thông vận tải dừng theo Nghị quyết 119 của Chính phủ", "unresolved"),
        ("Xây dựng bến xe", "", "Dừng thực hiện theo Thông tư số 12/2022/TT-BTC", "unresolved"),
        ("Xây dựng bến xe", "", "Tạm ngừng theo chỉ đạo của Chủ tịch UBND huyện", "unresolved"),
        ("Xây dựng bến xe", "", "Dừng theo chỉ đạo của UBND Tỉnh", "stopped"),
        ("Xây dựng bến xe", "", "Dừng theo chỉ đạo của Thủ tướng Chính phủ", "stopped"),
        (
            "Xây dựng bến xe",
            "",
            "HĐND tỉnh đã ban hành nghị quyết đưa dự án ra khỏi kế hoạch đầu tư công",
            "stopped",
        ),
    ],
    # what was done after something else is no condition
    "done_after_something": [
        ("Trồng cây chắn sóng", "", "Đã trồng cây chắn sóng sau khi hoàn thành đê", "completed|unresolved"),
        ("Trồng cây chắn sóng", "", "Sẽ trồng cây chắn sóng sau khi hoàn thành đê", "in_progress"),
    ],
    # another body looks at some while others are finished; a denial that names no body is the unit's own
    "some_looked_at": [
        ("Quyết toán các dự án", "40 dự án", "Đang thẩm tra, đã quyết toán 29/40", "in_progress|unresolved"),
        ("Quyết toán các dự án", "40 dự án", "Đang thẩm tra, đã quyết toán 29/40 dự án", "in_progress"),
        ("Kiểm tra an toàn lao động", "03 cuộc", "Chưa cuộc nào ban hành kết luận", "in_progress|unresolved"),
        ("Cải tạo đường số 8", "", "Đã phê duyệt quyết toán", "completed|unresolved"),
        ("Cải tạo đường số 8", "", "Đã hoàn thành, được nghiệm thu tại Biên bản số 15/BB-NT", "completed"),
    ],
    # what came of a cause is said of the promise, and the cause is not
    "came_of_a_cause": [
        (
            "Tiêm phòng dại cho chó",
            "95%",
            "Tháng 9 còn 88% vì thiếu thuốc nên nay đã đạt 95%",
            "completed|unresolved",
        ),
        ("Tiêm phòng dại cho chó", "95%", "Thiếu thuốc, do đó chưa hoàn thành", "in_progress"),
        ("Mở chợ đêm", "01 chợ", "Không có hộ đăng ký nên không hoàn thành", "not_completed"),
        ("Mở chợ đêm", "01 chợ", "Chưa bồi thường xong nên không thể thi công", "in_progress"),
        ("Mở chợ đêm", "01 chợ", "UBND tỉnh có ý kiến chưa thành lập trong năm nay", "unresolved"),
    ],
    # what a plan costs is not the plan
    "cost_of_the_plan": [
        ("Phê duyệt quy hoạch chợ", "", "Đã phê duyệt dự toán lập quy hoạch", "in_progress|unresolved"),
        ("Phê duyệt dự toán chợ", "", "Đã phê duyệt dự toán", "completed"),
    ],
    # more was added to a part
    "more_was_added": [
        (
            "Cấp bồn nước cho hộ nghèo",
            "350 hộ",
            "Trước tháng 6 chỉ cấp được 80 hộ, từ tháng 7 đến nay cấp thêm 275 hộ",
            "completed|unresolved",
        ),
        ("Cấp bồn nước cho hộ nghèo", "350 hộ", "Đã cấp 80 hộ, từ tháng 7 cấp thêm 100 hộ", "in_progress"),
    ],
    # a figure of last year in brackets, a repair in other words, a smaller mishap than the promised one
    "beside_the_number": [
        ("Tỷ lệ thu phí trực tuyến", "50%", "Đạt 53,2% (cùng kỳ 29,1%)", "completed"),
        ("Tỷ lệ thu phí trực tuyến", "50%", "Đạt 43,2%, cùng kỳ năm trước là 59,1%", "in_progress"),
        (
            "Sửa chữa phòng học",
            "18 phòng",
            "Hè vừa qua đã sửa xong, dạy học từ ngày 5/9",
            "completed|unresolved",
        ),
        ("Không để xảy ra cháy lớn", "", "Có 02 vụ cháy nhỏ, không có vụ cháy lớn", "in_progress|unresolved"),
        ("Không để xảy ra cháy lớn", "", "Đã xảy ra 02 vụ cháy lớn, không đạt cam kết", "not_completed"),
    ],
    # what came back was sent again; what another body looks at in whole
    "sent_again": [
        (
            "Ban hành bảng giá nước",
            "",
            "Hồ sơ trình tháng 7 bị trả lại, đã trình lại ngày 20/10",
            "unresolved|awaiting_appraisal",
        ),
        ("Ban hành bảng giá nước", "", "Đã trình ngày 20/7, hồ sơ bị trả lại", "in_progress"),
        (
            "Quyết toán công trình",
            "22 công trình",
            "Sở Tài chính đang thẩm tra 22 công trình",
            "awaiting_appraisal",
        ),
        ("Xử lý bãi rác", "05 bãi", "Đã xử lý 3 bãi, 2 bãi chờ Sở Xây dựng chấp thuận", "in_progress"),
    ],
    # the number that was promised, beside an act that may be the promised one in other words
    "share_of_other_words": [
        (
            "Phủ sổ khám bệnh điện tử",
            "85% người dân",
            "Đã lập sổ cho 85,6% người dân",
            "completed|unresolved",
        ),
        (
            "Phủ sổ khám bệnh điện tử",
            "85% người dân",
            "Đã lập hồ sơ cho 85,6% người dân",
            "in_progress|unresolved",
        ),
    ],
    # the promised verb itself was done so often
    "same_verb": [
        ("Thành lập mới tổ hợp tác", "12 tổ", "Đã thành lập 14 tổ", "completed"),
        ("Thành lập mới tổ hợp tác", "12 tổ", "Đã thành lập 9 tổ", "in_progress"),
    ],
    # a contract is not the work
    "ended_beside_the_promise": [
        (
            "Hoàn thành đường ven biển",
            "",
            "Nhà thầu bỏ dở, Tỉnh đã chấm dứt hợp đồng",
            "unresolved|in_progress",
        ),
    ],
}


def judge(content, target, text):
    found = judge_text(text, read_promise(content, target)).finding
    return SCHEME.choose("cut_off", found.concludes, "unknown") if found else UNRESOLVED


@pytest.mark.parametrize(
    ("content", "target", "text", "right"),
    [pytest.param(*row, id=f"{kind}: {row[2]}") for kind, rows in KINDS.items() for row in rows],
)
def test_a_text_of_a_kind_that_is_easily_misread_gets_a_right_status(content, target, text, right):
    assert judge(content, target, text) in right.split("|")


@pytest.mark.parametrize("kind", KINDS)
def test_of_each_kind_that_has_statuses_some_texts_are_decided(kind):
    decided = [row for row in KINDS[kind] if judge(*row[:3]) != UNRESOLVED]
    assert decided or all(UNRESOLVED in row[3] for row in KINDS[kind])
